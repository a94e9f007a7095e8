import { isWorkspaceFile } from './workspace-file.ts';

/** A file and its path within what was dropped. */
export interface FileToRead {
  readonly file: File;
  readonly path: string;
}

/** Dropped files, by their kind. */
export interface SortedFiles {
  readonly cpuMaps: readonly CpuMapFolder[];
  readonly workspaces: readonly FileToRead[];
  /** All others: texts of hosts, as far as one can know before reading them. */
  readonly hosts: readonly FileToRead[];
}

/** libvirt's cpu_map directory, or its files without it. */
export interface CpuMapFolder {
  /** For people: the folder's path; `cpu_map` when the files came without one. */
  readonly name: string;
  readonly files: readonly FileToRead[];
}

export async function sortFiles(files: readonly FileToRead[]): Promise<SortedFiles> {
  const byFolder = new Map<string, FileToRead[]>();
  for (const file of files) {
    const folder = file.path.slice(0, Math.max(0, file.path.lastIndexOf('/')));
    const before = byFolder.get(folder);
    if (before === undefined) byFolder.set(folder, [file]);
    else before.push(file);
  }
  const cpuMaps: CpuMapFolder[] = [];
  const workspaces: FileToRead[] = [];
  const hosts: FileToRead[] = [];
  for (const [folder, inside] of byFolder) {
    if (await isCpuMap(inside)) cpuMaps.push({ name: folder === '' ? 'cpu_map' : folder, files: inside });
    else for (const file of inside) ((await isWorkspace(file)) ? workspaces : hosts).push(file);
  }
  return { cpuMaps, workspaces, hosts };
}

async function isCpuMap(files: readonly FileToRead[]): Promise<boolean> {
  const index = files.find(({ path }) => baseName(path) === 'index.xml');
  const part = files.find(({ path }) => /^x86_.*\.xml$/.test(baseName(path)));
  // Without its index it is one all the same, and the import says what is missing: once, not for each file.
  return part !== undefined && /<cpus[\s>]/.test(await beginning(index ?? part));
}

async function isWorkspace(file: FileToRead): Promise<boolean> {
  // Only names that may be one: a look into each of 1,000 files takes its time.
  return /\.json$/i.test(file.path) && isWorkspaceFile(await beginning(file));
}

/** Empty when the browser can't read it, which the reader then says. */
async function beginning({ file }: FileToRead): Promise<string> {
  return (await textOf(file.slice(0, 4096))) ?? '';
}

/** Undefined when the browser can't read it: it is gone, or locked. */
export async function textOf(file: Blob): Promise<string | undefined> {
  return file.text().catch(() => undefined);
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
