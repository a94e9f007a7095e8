/** Puts a text on the clipboard; false when the browser allows none of the ways. */
export async function copyText(text: string): Promise<boolean> {
  try {
    // Absent on http://some-host/, and refused where a permission says so.
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyByCommand(text);
  }
}

/** Old, but works on insecure origins: the copy event hands over exactly the text, no selection needed. */
function copyByCommand(text: string): boolean {
  let handed = false;
  const hand = (event: ClipboardEvent): void => {
    event.clipboardData?.setData('text/plain', text);
    event.preventDefault();
    event.stopImmediatePropagation();
    handed = event.clipboardData !== null;
  };
  document.addEventListener('copy', hand, { capture: true });
  try {
    return document.execCommand('copy') && handed;
  } finally {
    document.removeEventListener('copy', hand, { capture: true });
  }
}

/** Selects what an element shows, for Ctrl+C. */
export function selectContents(element: Element): void {
  if (element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement) {
    element.focus();
    element.select();
    return;
  }
  getSelection()?.selectAllChildren(element);
}
