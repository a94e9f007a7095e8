/** An element by what a person knows of it. */
export interface Wanted {
  /** CSS, for what a name alone can't say. Default: whatever can be used. */
  readonly css?: string;
  /** All of its name: its label, or else its text. */
  readonly name?: string;
  /** A part of its name. */
  readonly part?: string;
  /** Which of several, from the end when negative. Default: the first. */
  readonly at?: number;
  /** Whether it is brought into view first. */
  readonly scroll?: boolean;
}

export interface Look {
  /** How many are shown. */
  readonly count: number;
  /** The middle of the one that is wanted, when a click there would reach it. */
  readonly place: { readonly x: number; readonly y: number } | null;
}

/** Runs in the page, and so uses nothing but its argument. */
export function look({ css, name, part, at = 0, scroll = false }: Wanted): Look {
  const usable = 'a, button, input, select, textarea, summary, label, [role], [tabindex]';
  const words = (element: HTMLElement): string => {
    const label =
      element.getAttribute('aria-label') ?? (element as HTMLInputElement).labels?.[0]?.textContent;
    return (label ?? element.innerText ?? '').replace(/\s+/g, ' ').trim();
  };
  const fits = (element: HTMLElement): boolean =>
    element.getClientRects().length > 0 &&
    (name === undefined || words(element) === name) &&
    (part === undefined || words(element).includes(part));
  const found = [...document.querySelectorAll<HTMLElement>(css ?? usable)].filter(fits);
  const element = found.at(at);
  if (scroll) element?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  const box = element?.getClientRects()[0];
  if (element === undefined || box === undefined) return { count: found.length, place: null };
  const place = { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const top = document.elementFromPoint(place.x, place.y);
  const isReached = top !== null && (element.contains(top) || top.contains(element));
  return { count: found.length, place: isReached ? place : null };
}
