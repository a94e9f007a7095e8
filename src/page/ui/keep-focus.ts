const tabbable =
  ':is(a[href], button, input, select, textarea, summary, [tabindex]):not([tabindex="-1"], :disabled)';

/**
 * If the element with the focus is removed (a dismissed problem, a button that did its work), the browser leaves the
 * focus nowhere, and a screen reader at the top of the page. It goes to the element in that place now, or next to it.
 */
export function keepFocus(root: HTMLElement): void {
  let last: Element | undefined;
  const remember = (): void => {
    const { activeElement } = document;
    last = activeElement === document.body ? undefined : (activeElement ?? undefined);
  };
  // A click on nothing takes the focus away by intent, and is remembered too.
  for (const type of ['focusin', 'click', 'keydown'])
    document.addEventListener(type, remember, { capture: true });
  new MutationObserver((records) => {
    if (last === undefined || last.isConnected || document.activeElement !== document.body) return;
    const gone = last;
    last = undefined;
    const record = records.findLast(
      ({ target, removedNodes }) =>
        target.isConnected && Array.from(removedNodes).some((node) => node.contains(gone)),
    );
    if (record?.target instanceof HTMLElement) focusAt(record.target, record.previousSibling);
  }).observe(root, { childList: true, subtree: true });
}

/** The first after `before` in `area`, else the last in it, else the area itself; else the same around it. */
function focusAt(area: HTMLElement, before: Node | null): void {
  const all = Array.from(area.querySelectorAll<HTMLElement>(tabbable)).filter((element) =>
    element.checkVisibility(),
  );
  const next = all.find((element) => follows(element, before)) ?? all.at(-1);
  if (next !== undefined) next.focus();
  else if (area.hasAttribute('tabindex')) area.focus();
  else if (area.parentElement !== null) focusAt(area.parentElement, area);
}

function follows(element: Element, before: Node | null): boolean {
  if (before === null || !before.isConnected) return true;
  const relation = before.compareDocumentPosition(element);
  return (
    (relation & Node.DOCUMENT_POSITION_FOLLOWING) !== 0 &&
    (relation & Node.DOCUMENT_POSITION_CONTAINED_BY) === 0
  );
}
