import { gzipSync } from 'node:zlib';

const block = 512;

interface TarFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A gzipped ustar archive of plain files that anybody may read. The same files and time give the same bytes. */
export function tarGz(files: readonly TarFile[], seconds: number): Buffer {
  const sorted = [...files].sort((a, b) => (a.name < b.name ? -1 : 1));
  const blocks = sorted.flatMap(({ name, content }) => [
    header(name, content.length, seconds),
    content,
    Buffer.alloc(-content.length & (block - 1)),
  ]);
  const zipped = gzipSync(Buffer.concat([...blocks, Buffer.alloc(2 * block)]), { level: 9 });
  // The tenth byte tells the system that zipped it: 255 is any.
  zipped[9] = 255;
  return zipped;
}

/** POSIX 1003.1, ustar: fields of fixed places, numbers in octal digits. */
function header(name: string, size: number, seconds: number): Buffer {
  if (Buffer.byteLength(name) > 100) throw new Error(`the name is too long for the archive: ${name}`);
  const head = Buffer.alloc(block);
  const octal = (value: number, at: number, digits: number) =>
    head.write(value.toString(8).padStart(digits, '0'), at);
  head.write(name, 0);
  octal(0o644, 100, 7);
  octal(0, 108, 7);
  octal(0, 116, 7);
  octal(size, 124, 11);
  octal(seconds, 136, 11);
  // The checksum is taken with blanks in its own place.
  head.fill(' ', 148, 156);
  head.write('0', 156);
  head.write('ustar\x0000', 257);
  octal(
    head.reduce((sum, byte) => sum + byte, 0),
    148,
    6,
  );
  head[154] = 0;
  return head;
}
