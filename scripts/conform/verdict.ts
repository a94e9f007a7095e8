export type Verdict =
  /** `sets`: whether the features that a started guest did not get are those that were recorded. */
  | { readonly kind: 'agree'; readonly sets?: SetsAgree }
  | { readonly kind: 'differ'; readonly expected: unknown; readonly given: unknown }
  | { readonly kind: 'unsupported'; readonly why: string };

export interface SetsAgree {
  readonly agree: boolean;
  readonly recorded: readonly string[];
  readonly given: readonly string[];
}

/** libvirt's words, wherever the recording keeps them. */
export function messageOf(expected: Readonly<Record<string, unknown>>): unknown {
  const error = expected.error;
  if (typeof error === 'object' && error !== null && 'message' in error) return error.message;
  return error ?? expected.message;
}
