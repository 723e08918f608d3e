// The option --labels, the same on every command that shows topics.

export const LABELS_OPTION = [
  '--labels <locale>',
  'show topics by their labels in this locale, such as de, pt-BR or zh-Hans',
] as const;
