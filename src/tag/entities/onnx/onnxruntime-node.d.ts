// Stands for the types of the optional package, which is not installed where this is checked.
declare module 'onnxruntime-node' {
  export const InferenceSession: import('./runtime.ts').Runtime['InferenceSession'];
  export const Tensor: import('./runtime.ts').Runtime['Tensor'];
}
