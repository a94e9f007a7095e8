import { type RefObject, useLayoutEffect, useRef } from 'react';

/**
 * Ref of an element that keeps the height of the longest words it had about a subject: what is below stays where
 * it is while they change. `undefined`: it is as high as what is in it.
 */
export function useTallest(subject: unknown): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null || subject === undefined) return undefined;
    const keep = (): void => {
      current.style.minHeight = `${current.offsetHeight}px`;
    };
    const release = (): void => {
      current.style.minHeight = '';
    };
    // The words break into other lines.
    const keepAnew = (): void => {
      release();
      keep();
    };
    // Heard when the browser has laid the page out: asking for a height at once would make it do so once more.
    const observer = new ResizeObserver(keep);
    observer.observe(current);
    addEventListener('resize', keepAnew);
    return () => {
      observer.disconnect();
      removeEventListener('resize', keepAnew);
      release();
    };
  }, [subject]);
  return element;
}
