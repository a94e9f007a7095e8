import type { CpuMapFacts } from '../../cpu-map/facts.ts';
import type { Host, HostSource, Workspace } from '../model/state.ts';
import { fromBase64Url, toBase64Url } from './base64url.ts';
import { exportWorkspace } from './workspace-file.ts';

export type ShareResult =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly problem: string };

/** The length that mails, chats and address bars still carry. */
export const MAX_LINK = 32_000;
/** Ours are shorter by far; the page would stand still over a link of megabytes. */
const MAX_READ = 8 * MAX_LINK;
/** The length of a page's address, before the fragment. */
const MAX_ADDRESS = 2000;
const MAX_UNPACKED = 16 * 1024 * 1024;
const PREFIX = '#pool=';

/**
 * The workspace in an address of this page: in its fragment, which browsers never send. Line numbers of features
 * are left out: the recipient does not have the files.
 */
export async function shareLink(
  workspace: Workspace,
  cpuMap?: CpuMapFacts,
  page: string = location.href,
): Promise<ShareResult> {
  const packed = await through(new CompressionStream('deflate-raw'), [
    new TextEncoder().encode(exportWorkspace(lean(workspace), cpuMap)),
  ]);
  const url = new URL(page);
  url.hash = PREFIX + toBase64Url(packed);
  if (url.href.length <= MAX_LINK) return { ok: true, url: url.href };
  const problem = `This pool makes a link of ${thousands(url.href.length)} characters; links longer than ${thousands(MAX_LINK)} may be cut off. Save it as a file instead.`;
  return { ok: false, problem };
}

export function isShareLink(hash: string): boolean {
  return hash.startsWith(PREFIX);
}

/** The fragment of a link that was pasted as a text; undefined when the text is anything else. */
export function linkIn(text: string): string | undefined {
  const at = text.slice(0, MAX_ADDRESS).indexOf(PREFIX);
  const link = at === -1 ? '' : text.trim();
  return link === '' || /\s/.test(link) ? undefined : text.slice(at).trimEnd();
}

/** The text of a workspace file out of a link's fragment; the slow part of opening one. */
export async function textOfLink(
  hash: string,
): Promise<{ readonly ok: true; readonly text: string } | { readonly ok: false; readonly problem: string }> {
  if (hash.length > MAX_READ) {
    return { ok: false, problem: `is longer than the limit of ${thousands(MAX_READ)} characters` };
  }
  const bytes = fromBase64Url(hash.slice(PREFIX.length));
  if (bytes === undefined) {
    return { ok: false, problem: 'is damaged: it has characters that links like this never have' };
  }
  try {
    const unpacked = await through(new DecompressionStream('deflate-raw'), [bytes]);
    return { ok: true, text: new TextDecoder().decode(unpacked) };
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { ok: false, problem: `is cut or damaged: ${detail.replace(/\.$/, '')}` };
  }
}

/** Throws when the stream does, or gives more than a pool can be. */
async function through(
  stream: CompressionStream | DecompressionStream,
  parts: BlobPart[],
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of readAll(new Blob(parts).stream().pipeThrough(stream))) {
    length += chunk.length;
    if (length > MAX_UNPACKED) throw new RangeError('it unpacks to more than 16 MB');
    chunks.push(chunk);
  }
  const whole = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.length;
  }
  return whole;
}

/** Not every browser can iterate a stream. */
async function* readAll(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    // After an early end the rest is not wanted; a failed stream has nothing to cancel.
    reader.cancel().catch(() => undefined);
  }
}

function lean(workspace: Workspace): Workspace {
  const hosts = workspace.hosts.map(
    ({ sources, earlier, ...host }): Host => ({
      ...host,
      sources: sources.map(withoutLines),
      ...(earlier === undefined ? {} : { earlier: earlier.map(withoutLines) }),
    }),
  );
  const guests = workspace.guests.map(({ featureLines: _lines, ...guest }) => guest);
  return { ...workspace, hosts, guests };
}

function thousands(count: number): string {
  return count.toLocaleString('en');
}

function withoutLines({ featureLines: _lines, ...source }: HostSource): HostSource {
  return source;
}
