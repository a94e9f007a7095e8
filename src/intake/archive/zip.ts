import { inflateSync, strFromU8 } from 'fflate';
import { crc32 } from './checksums.ts';
import { type ArchiveProblem, problem, shown } from './entries.ts';

/** An entry as the directory of a zip archive tells of it. */
export interface ZipEntry {
  readonly path: string;
  readonly method: number;
  readonly isEncrypted: boolean;
  readonly crc: number;
  readonly packedSize: number;
  readonly size: number;
  /** The place of its own header. */
  readonly offset: number;
}

/** Undefined where the directory is missing or damaged. */
export function zipEntries(bytes: Uint8Array, most: number): readonly ZipEntry[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endRecord(bytes, view);
  if (end === undefined) return undefined;
  const entries: ZipEntry[] = [];
  let at = end.start;
  while (entries.length < Math.min(end.count, most)) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50) return undefined;
    const nameLength = view.getUint16(at + 28, true);
    const extraLength = view.getUint16(at + 30, true);
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true);
    if (next > bytes.length) return undefined;
    const flags = view.getUint16(at + 8, true);
    const sizes = sizesOf(view, at, { from: at + 46 + nameLength, to: at + 46 + nameLength + extraLength });
    if (sizes === undefined) return undefined;
    entries.push({
      path: strFromU8(bytes.subarray(at + 46, at + 46 + nameLength), (flags & 0x800) === 0),
      method: view.getUint16(at + 10, true),
      isEncrypted: (flags & 1) === 1,
      crc: view.getUint32(at + 16, true),
      ...sizes,
    });
    at = next;
  }
  return entries;
}

interface EndRecord {
  readonly start: number;
  readonly count: number;
}

function endRecord(bytes: Uint8Array, view: DataView): EndRecord | undefined {
  const lowest = Math.max(0, bytes.length - 22 - 0xffff);
  for (let at = bytes.length - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) !== 0x06054b50) continue;
    const short = { start: view.getUint32(at + 16, true), count: view.getUint16(at + 10, true) };
    if (short.start !== 0xffffffff && short.count !== 0xffff) return short;
    return longEndRecord(bytes, view, at) ?? short;
  }
  return undefined;
}

function longEndRecord(bytes: Uint8Array, view: DataView, shortAt: number): EndRecord | undefined {
  const locator = shortAt - 20;
  if (locator < 0 || view.getUint32(locator, true) !== 0x07064b50) return undefined;
  const at = Number(view.getBigUint64(locator + 8, true));
  if (at + 56 > bytes.length || view.getUint32(at, true) !== 0x06064b50) return undefined;
  return { start: Number(view.getBigUint64(at + 48, true)), count: Number(view.getBigUint64(at + 32, true)) };
}

/** Those that do not fit in 32 bits are in an extra field, in this order. */
function sizesOf(
  view: DataView,
  at: number,
  extra: { readonly from: number; readonly to: number },
): Pick<ZipEntry, 'size' | 'packedSize' | 'offset'> | undefined {
  const short = [view.getUint32(at + 24, true), view.getUint32(at + 20, true), view.getUint32(at + 42, true)];
  const long: number[] = [];
  for (let field = extra.from; field + 4 <= extra.to; field += 4 + view.getUint16(field + 2, true)) {
    if (view.getUint16(field, true) !== 1) continue;
    const end = Math.min(extra.to, field + 4 + view.getUint16(field + 2, true));
    for (let value = field + 4; value + 8 <= end; value += 8)
      long.push(Number(view.getBigUint64(value, true)));
  }
  const [size, packedSize, offset] = short.map((value) => (value === 0xffffffff ? long.shift() : value));
  if (size === undefined || packedSize === undefined || offset === undefined) return undefined;
  return { size, packedSize, offset };
}

/** Unpacks entries of one archive; each byte of it belongs to one entry only. */
export class ZipReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #read: { readonly from: number; readonly to: number }[] = [];

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  read({ path, method, isEncrypted, crc, packedSize, size, offset }: ZipEntry): Uint8Array | ArchiveProblem {
    const name = shown(path);
    if (isEncrypted) return problem('not-understood', path, `${name} is encrypted and was not read.`);
    if (method !== 0 && method !== 8) {
      const sentence = `${name} is packed in an unknown way; deflate is expected.`;
      return problem('not-understood', path, sentence);
    }
    const damaged = (how: string) =>
      problem('malformed', path, `${name} is damaged and was not read: ${how}.`);
    const from = this.#dataOf(offset, path);
    if (from === undefined || from + packedSize > this.#bytes.length) return damaged('its data is not there');
    const range = { from: offset, to: from + packedSize };
    if (this.#read.some((other) => range.from < other.to && other.from < range.to)) {
      return damaged('its data is also that of another entry');
    }
    this.#read.push(range);
    const packed = this.#bytes.subarray(from, from + packedSize);
    const content = method === 0 ? packed : inflated(packed, size);
    if (content === undefined) return damaged('its data is cut or is not deflate');
    if (content.length !== size || crc32(content) !== crc)
      return damaged('its checksum or its length is wrong');
    return content;
  }

  /** The place where its data begins: after a header of its own, which names it again. */
  #dataOf(offset: number, path: string): number | undefined {
    const view = this.#view;
    if (offset + 30 > this.#bytes.length || view.getUint32(offset, true) !== 0x04034b50) return undefined;
    const nameLength = view.getUint16(offset + 26, true);
    const from = offset + 30 + nameLength + view.getUint16(offset + 28, true);
    const isLatin = (view.getUint16(offset + 6, true) & 0x800) === 0;
    const name = strFromU8(this.#bytes.subarray(offset + 30, offset + 30 + nameLength), isLatin);
    return name === path ? from : undefined;
  }
}

/** The size that the entry claims bounds what is unpacked of it. */
function inflated(packed: Uint8Array, size: number): Uint8Array | undefined {
  try {
    return inflateSync(packed, { out: new Uint8Array(size) });
  } catch {
    // The library throws where data that a person gave is not deflate.
    return undefined;
  }
}
