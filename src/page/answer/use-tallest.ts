import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react';

/**
 * Ref of an element that keeps the height of the longest words it had about a subject: what stands below stays where
 * it is while they change. `undefined`: it is as high as what is in it.
 */
export function useTallest(subject: unknown): RefObject<HTMLDivElement | null> {
  const element = useRef<HTMLDivElement>(null);
  const tallest = useRef({ subject, height: 0 });
  useLayoutEffect(() => {
    const { current } = element;
    if (current === null) return;
    if (subject === undefined || tallest.current.subject !== subject) {
      tallest.current = { subject, height: 0 };
      current.style.minHeight = '';
    }
    if (subject === undefined) return;
    const height = current.offsetHeight;
    if (height > tallest.current.height) tallest.current.height = height;
    else current.style.minHeight = `${tallest.current.height}px`;
  });
  useEffect(() => {
    // The words break into other lines.
    const measure = (): void => {
      if (element.current === null) return;
      element.current.style.minHeight = '';
      tallest.current.height = element.current.offsetHeight;
    };
    addEventListener('resize', measure);
    return () => removeEventListener('resize', measure);
  }, []);
  return element;
}
