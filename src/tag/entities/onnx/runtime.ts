// The little of ONNX Runtime that is used, and loading it. The package is the operator's to install: never a need.
export type Tensor = { readonly dims: readonly number[]; readonly data: unknown };

export type Session = {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  run(feeds: Record<string, Tensor>): Promise<Record<string, Tensor>>;
};

export type Runtime = {
  InferenceSession: { create(path: string): Promise<Session> };
  Tensor: new (type: 'int64', data: BigInt64Array, dims: readonly number[]) => Tensor;
};

/** @throws when the package is not installed, or not for this machine */
export const loadRuntime = (): Promise<Runtime> => import('onnxruntime-node');
