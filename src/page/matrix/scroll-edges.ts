/** Marks on the scroller what lies under its sticky edges: a rule appears there only then. */
export function followScroll(scroller: HTMLElement | null): (() => void) | undefined {
  if (scroller === null) return undefined;
  const mark = (): void => {
    const { scrollLeft, scrollWidth, clientWidth } = scroller;
    scroller.toggleAttribute('data-under-start', scrollLeft > 0);
    scroller.toggleAttribute('data-under-end', scrollLeft + clientWidth < scrollWidth - 1);
  };
  mark();
  scroller.addEventListener('scroll', mark, { passive: true });
  const observer = new ResizeObserver(mark);
  observer.observe(scroller);
  if (scroller.firstElementChild !== null) observer.observe(scroller.firstElementChild);
  return () => {
    scroller.removeEventListener('scroll', mark);
    observer.disconnect();
  };
}
