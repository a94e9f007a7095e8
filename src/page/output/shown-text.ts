/** The element that shows the text that Copy copies, if it is: selected where the browser refuses to copy. */
export const shownText = {
  get current(): Element | null {
    return document.querySelector('[aria-label=Output] pre');
  },
};
