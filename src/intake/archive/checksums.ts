/** CRCs are counted on over the pieces of a stream: begin with 0. */
const crc32Table = crcTable(0xedb88320);

export function crc32(bytes: Uint8Array, before = 0): number {
  let crc = ~before;
  for (let i = 0; i < bytes.length; i++)
    crc = (crc >>> 8) ^ (crc32Table[(crc ^ (bytes[i] ?? 0)) & 0xff] ?? 0);
  return ~crc >>> 0;
}

function crcTable(polynomial: number): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let crc = index;
    for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ polynomial : crc >>> 1;
    return crc >>> 0;
  });
}

/** The low and the high word. */
export type Word64 = readonly [number, number];

const crc64Table = Array.from({ length: 256 }, (_, index): Word64 => {
  let [low, high] = [index, 0];
  for (let bit = 0; bit < 8; bit++) {
    const isOdd = low & 1;
    low = (low >>> 1) | (high << 31);
    high >>>= 1;
    if (isOdd) [low, high] = [low ^ 0xd7870f42, high ^ 0xc96c5795];
  }
  return [low, high];
});
const crc64Low = Int32Array.from(crc64Table, ([low]) => low);
const crc64High = Int32Array.from(crc64Table, ([, high]) => high);

/** ECMA-182, as .xz files have it. */
export function crc64(bytes: Uint8Array, before: Word64 = [0, 0]): Word64 {
  let low = ~before[0];
  let high = ~before[1];
  for (let i = 0; i < bytes.length; i++) {
    const index = (low ^ (bytes[i] ?? 0)) & 0xff;
    low = ((low >>> 8) | (high << 24)) ^ (crc64Low[index] ?? 0);
    high = (high >>> 8) ^ (crc64High[index] ?? 0);
  }
  return [~low >>> 0, ~high >>> 0];
}
