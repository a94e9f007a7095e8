/** A piece of a sentence; what it counts or names can be a link or set in type. */
export type Phrase =
  | { readonly kind: 'text'; readonly text: string }
  /** Must not break at its hyphens: `x86-64-v4`. */
  | { readonly kind: 'word'; readonly text: string }
  /** Printed by a machine: a model, a host. */
  | { readonly kind: 'code'; readonly text: string }
  /** A count that leads somewhere. `loss` is the one thing set in the accent. */
  | { readonly kind: 'count'; readonly text: string; readonly to: PhraseTarget; readonly loss?: true };

export type PhraseTarget =
  | { readonly to: 'hosts' }
  | { readonly to: 'costs' }
  | { readonly to: 'groups' }
  | { readonly to: 'guests'; readonly filter: string }
  | { readonly to: 'guest-features' }
  /** `all`: also rows that are the same everywhere. */
  | { readonly to: 'filter'; readonly filter: string; readonly all?: true }
  | { readonly to: 'level' }
  /** Why this model. */
  | { readonly to: 'model' }
  /** The output of virsh itself. */
  | { readonly to: 'virsh' };

export const text = (value: string): Phrase => ({ kind: 'text', text: value });
export const code = (value: string): Phrase => ({ kind: 'code', text: value });

export function plural(count: number, one: string, many = `${one}s`): string {
  return `${count.toLocaleString('en')} ${count === 1 ? one : many}`;
}

/** `kvm-01`, `kvm-01 and kvm-02`, `kvm-01, kvm-02 and 5 more`. */
export function nameList(names: readonly string[], most = 3): Phrase[] {
  const shown = names.slice(0, names.length === most + 1 ? most - 1 : most);
  const rest = names.length - shown.length;
  return shown.flatMap((name, index): Phrase[] => {
    const last = index === shown.length - 1 && rest === 0;
    const joint = index === 0 ? [] : [text(last ? ' and ' : ', ')];
    return [
      ...joint,
      code(name),
      ...(rest > 0 && index === shown.length - 1 ? [text(` and ${plural(rest, 'more', 'more')}`)] : []),
    ];
  });
}

/** The words alone: for screen readers, copying and tests. */
export function plainText(phrases: readonly Phrase[]): string {
  return phrases.map((phrase) => phrase.text).join('');
}

/** The name of the person's own map when it came as files without a folder. */
export const unnamedMap = 'own map';

/** `libvirt 12.8.0`, or a map of the person's own by its name. */
export function mapTitle(release: string): string {
  if (release === unnamedMap) return 'Your own CPU map';
  return /^\d/.test(release) ? `libvirt ${release}` : `The CPU map ${release}`;
}
