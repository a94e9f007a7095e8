import { createStore } from 'zustand/vanilla';

/** The message for a part of the page that could not be loaded; undefined while all parts are there. */
export interface MissingPart {
  readonly sentence: string | undefined;
}

export const missingPartStore = createStore<MissingPart>(() => ({ sentence: undefined }));

const usual =
  "A part of this page could not be loaded: the server has a newer version, or can't be reached. Your hosts are kept.";

/**
 * Loads a part of the app that comes on demand. Undefined when it can't be had: then the page says so and offers to
 * reload, and the next call tries again. Every `import()` of the app goes through here.
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part | undefined> {
  try {
    return await load();
  } catch (error) {
    // It may be a mistake of ours in the part.
    console.error(error);
    sayMissing(usual);
    return undefined;
  }
}

export function sayMissing(sentence: string | undefined): void {
  missingPartStore.setState({ sentence });
}
