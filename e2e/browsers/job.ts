import type { PageOf } from './page.ts';
import type { Served } from './servers.ts';

/** The input of a job. */
export interface World {
  readonly page: PageOf;
  /** The app, by npm start. */
  readonly app: Served;
  /** The build. */
  readonly dist: string;
  /** A folder of this browser alone, for files to open and what it saves. */
  readonly folder: string;
}

/** One thing that a person does. Jobs of one list follow one another on the same page. */
export interface Job {
  readonly title: string;
  readonly act: (world: World) => Promise<void>;
}

export type Jobs = readonly Job[];

export function job(title: string, act: Job['act']): Job {
  return { title, act };
}
