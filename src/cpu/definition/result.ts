/** libvirt's own refusal: `message` is its text to the byte, prefix included. */
export interface LibvirtError {
  readonly message: string;
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: LibvirtError };

export function answer<T>(value: T): Answer<T> {
  return { ok: true, value };
}

export function refusal(message: string): { readonly ok: false; readonly error: LibvirtError } {
  return { ok: false, error: { message } };
}
