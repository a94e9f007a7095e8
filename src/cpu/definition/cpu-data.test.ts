import { describe, expect, it } from 'vitest';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { decode, registersToData } from '../x86/decode.ts';
import { namesIn } from '../x86/encode.ts';
import { parseCpuDataText } from './cpu-data.ts';

const map = await loadCpuMap('12.8.0');
const INTEL = "ebx='0x756e6547' ecx='0x6c65746e' edx='0x49656e69'";
const cpudata = (content: string, arch = "arch='x86'") => `<cpudata ${arch}>${content}</cpudata>`;

function read(content: string) {
  const registers = parseCpuDataText(cpudata(content));
  if (!registers.ok) throw new Error(registers.error.message);
  return registersToData(map, registers.value);
}

describe('refusals, in libvirt’s words', () => {
  it.each([
    [cpudata('', ''), 'internal error: missing CPU data architecture'],
    [cpudata('<cpuid/>', "arch='x86_64'"), "internal error: CPU driver 'x86_64' does not exist"],
    [
      cpudata('<cpuid/>', "arch='arm'"),
      'this function is not supported by the connection driver: cannot parse arm CPU data',
    ],
    [cpudata('words'), 'internal error: no x86 CPU data found'],
    [cpudata("<cpuid eax_in='0'/><cpuid/>"), 'internal error: Invalid cpuid[1]'],
    [cpudata("<cpuid eax_in='0'/><msr index='1' eax='0'/>"), 'internal error: Invalid msr[1]'],
    [cpudata("<other/><cpuid eax_in='x'/>"), 'internal error: Invalid msr[0]'],
    [`${cpudata("<cpuid eax_in='0'/>")}tail`, 'internal error: cannot parse CPU data'],
  ])('%s', (text, message) => {
    expect(parseCpuDataText(text)).toEqual({ ok: false, error: { message } });
  });

  it.each(['', '1 ', '-1', '08', '0x', '0xg', '0x100000000', '4294967296'])('the number “%s”', (number) => {
    expect(parseCpuDataText(cpudata(`<cpuid eax_in='${number}'/>`)).ok).toBe(false);
  });
});

it.each([
  ['0x1F', 31],
  [' +0X0000000000ffffffff', 0xffffffff],
  ['017', 15],
  ['4294967295', 0xffffffff],
])('the number “%s” is %i', (text, value) => {
  const registers = parseCpuDataText(cpudata(`<cpuid eax_in='${text}'/>`));
  expect(registers.ok && registers.value.cpuid).toEqual([
    { leaf: value, subleaf: 0, eax: 0, ebx: 0, ecx: 0, edx: 0 },
  ]);
});

it('[D2] a signature of family 0 is not written, and counts all the same', () => {
  const data = read(`<cpuid eax_in='0' ${INTEL}/><cpuid eax_in='1' eax='0x1' edx='0x1'/>`);
  expect(data.signature).toEqual({ family: 0, model: 0, stepping: 1 });
  const decoded = decode(map, data, { type: 'host' });
  expect(decoded.ok && 'signature' in decoded.value).toBe(false);
});

describe('[D1–D2] registers', () => {
  it('that stand there more than once add up, the signature too', () => {
    const data = read("<cpuid eax_in='1' eax='0x10676' edx='0x1'/><cpuid eax_in='1' eax='0x306c3' ecx='1'/>");
    expect(namesIn(map, data.bits).sort()).toEqual(['fpu', 'pni']);
    expect(data.signature).toEqual({ family: 6, model: 63, stepping: 7 });
  });

  it.each([
    ['its own bits', INTEL, 'Intel'],
    ['bits more than its own', INTEL.replace('0x756e6547', '0xf56e65c7'), 'Intel'],
    ['a bit less', INTEL.replace('0x756e6547', '0x756e6546'), undefined],
    ['everything set', "ebx='0xffffffff' ecx='0xffffffff' edx='0xffffffff'", 'Intel'],
    ['nothing set', '', undefined],
  ])('of leaf 0 with %s name the vendor', (_, registers, vendor) => {
    expect(read(`<cpuid eax_in='0' ${registers}/>`).vendor?.name).toBe(vendor);
  });
});
