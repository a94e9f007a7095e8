/** A file and its path within what was dropped. */
export interface FileToRead {
  readonly file: File;
  readonly path: string;
}

export type CancelKeep = 'read so far' | 'nothing';

/** Hosts of a pasted text join the workspace; `label` names the text in places and problems: `paste 1`. */
export async function readText(_text: string, _label?: string): Promise<void> {}

/** Hosts of these files join the workspace as they are read: one undo step, progress in the store. */
export async function readFiles(_files: readonly FileToRead[]): Promise<void> {}

/** Stops reading. The person says whether what was read so far stays. */
export function cancelReading(_keep: CancelKeep): void {}
