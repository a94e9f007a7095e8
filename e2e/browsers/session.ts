/** One window of one browser, driven as a person drives it: real keys, real mouse, real clipboard. */
export interface Session {
  /** `Firefox 153.8`. */
  readonly name: string;
  readonly go: (url: string) => Promise<void>;
  readonly reload: () => Promise<void>;
  /** Runs in the page. The function may use nothing but its argument, which goes there as JSON. */
  readonly run: <Given, Found>(act: (given: Given) => Found | Promise<Found>, given: Given) => Promise<Found>;
  /** `Enter`, `Control+v`, `Shift+Tab`. */
  readonly press: (keys: string) => Promise<void>;
  readonly type: (text: string) => Promise<void>;
  /** A mouse click at a place of the window, in CSS pixels. */
  readonly clickAt: (x: number, y: number) => Promise<void>;
  /** Puts files on disk into the file input that `selector` finds. */
  readonly chooseFiles: (selector: string, paths: readonly string[]) => Promise<void>;
  readonly screenshot: () => Promise<Buffer>;
  readonly close: () => Promise<void>;
}

/** How a browser is started; `folder` is for its profile and what it saves. */
export type Launch = (folder: string) => Promise<Session>;
