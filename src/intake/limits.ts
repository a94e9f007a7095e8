/** The largest file that is read, in bytes (and characters, which are never more). */
export const MAX_FILE_SIZE = 32 * 1024 * 1024;
/** All files of one drop together, in bytes. */
export const MAX_BATCH_SIZE = 256 * 1024 * 1024;
export const MAX_DEPTH = 64;
export const MAX_FEATURES = 4096;
/** The longest text that a workspace holds, in UTF-16 units: a name, a feature, a path. */
export const MAX_TEXT = 4096;
export const MAX_HOSTS = 20_000;
export const MAX_GUESTS = 20_000;
/** Documents looked at in one text: a pool of hosts in two views each. */
export const MAX_DOCUMENTS = 2 * MAX_HOSTS;
/** Problems listed for one text; a text with more has one that says so. */
export const MAX_PROBLEMS = 100;
