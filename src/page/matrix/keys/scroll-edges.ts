/** Marks on the scroller what lies under its sticky edges: a rule appears there only then. */
export function followScroll(scroller: HTMLElement | null): (() => void) | undefined {
  if (scroller === null) return undefined;
  let most = 0;
  const mark = (): void => {
    const { scrollLeft } = scroller;
    scroller.toggleAttribute('data-under-start', scrollLeft > 0);
    scroller.toggleAttribute('data-under-end', scrollLeft < most - 1);
  };
  // Asked for only when it can have changed: while scrolling it would cost a layout.
  const measure = (): void => {
    most = scroller.scrollWidth - scroller.clientWidth;
    mark();
  };
  scroller.addEventListener('scroll', mark, { passive: true });
  // Heard once at the start too, when the page has been laid out.
  const observer = new ResizeObserver(measure);
  observer.observe(scroller);
  if (scroller.firstElementChild !== null) observer.observe(scroller.firstElementChild);
  return () => {
    scroller.removeEventListener('scroll', mark);
    observer.disconnect();
  };
}
