import type { CpuDefinition } from '../../../cpu/definition/definition.ts';
import { driverOf } from '../../../cpu/definition/definition.ts';
import { parseCpuElement } from '../../../cpu/definition/parse.ts';
import type { CpuSource } from '../../../cpu/definition/source.ts';
import { parseSimpleXml } from '../../../xml/fast-path.ts';
import { childNamed, childrenNamed, stringValue, type XmlElement } from '../../../xml/xml.ts';
import { findOmission } from '../../documents/incomplete.ts';
import * as say from '../../documents/problem-sentences.ts';
import type { FormatProblem } from '../../format.ts';
import { MAX_FEATURES } from '../../limits.ts';
import { internAll } from '../../text/interning.ts';

/** A `<cpu>` that was read; offsets count from its own `<`. */
export interface CpuReading {
  readonly cpu?: {
    readonly source: CpuSource;
    /** Undefined for a guest CPU: it names none. */
    readonly arch: string | undefined;
    readonly featureOffsets: readonly number[];
  };
  readonly problem?: FormatProblem;
}

export type CpuType = 'host' | 'guest' | 'auto';

/** A reader for each type, in the form that `TextCache` wants. */
export const cpuReaders = {
  host: { name: 'host', read: (text: string) => readCpuText(text, 'host') },
  guest: { name: 'guest', read: (text: string) => readCpuText(text, 'guest') },
  auto: { name: 'auto', read: (text: string) => readCpuText(text, 'auto') },
} as const;

function readCpuText(text: string, type: CpuType): CpuReading {
  const refused = tooManyFeatures(text);
  if (refused !== undefined) return { problem: refused };
  const parsed = parseSimpleXml(text);
  if (!parsed.ok) return { problem: say.malformedAt(0, parsed.problem.detail) };
  return readCpuElement(parsed.root, text, type);
}

/** Counted in the text, before anything is built from it. */
export function tooManyFeatures(text: string): FormatProblem | undefined {
  let count = 0;
  for (let at = text.indexOf('<feature'); at !== -1; at = text.indexOf('<feature', at + 8)) {
    count++;
    if (count > MAX_FEATURES) return say.tooManyFeatures(at);
  }
  return undefined;
}

/** `text` is the document that the element was parsed from. */
export function readCpuElement(element: XmlElement, text: string, type: CpuType): CpuReading {
  const omission = /\.\.|…|snip/i.test(element.text)
    ? findOmission(text, element.offset, text.length)
    : undefined;
  if (omission !== undefined) return { problem: say.leftOut(omission, ['cpu']) };
  const parsed = parseKept(element, type);
  if (!parsed.ok) return { problem: say.libvirtRefuses(element.offset, parsed.error.message) };
  const cpu: CpuDefinition = internAll(parsed.value);
  const source: CpuSource = cpu.kind === 'host' ? { kind: 'host', cpu } : { kind: 'guest', cpu };
  const arch = cpu.kind === 'host' ? cpu.arch : undefined;
  const featureOffsets = childrenNamed(element, 'feature').map(({ offset }) => offset);
  return { cpu: { source, arch, featureOffsets } };
}

/**
 * libvirt writes documents that its own parser of CPU definitions refuses: hosts of an architecture with no
 * CPU driver, or where the driver finds no model. They are hosts all the same, and listed as what they are.
 */
function parseKept(element: XmlElement, type: CpuType) {
  const parsed = parseCpuElement(element, { type });
  const archElement = childNamed(element, 'arch');
  if (parsed.ok || type === 'guest' || archElement === undefined) return parsed;
  const arch = stringValue(archElement).trim();
  if (!/Unknown architecture|Missing CPU model/.test(parsed.error.message)) return parsed;
  if (arch === '' || driverOf(arch) === 'x86') return parsed;
  const modelless = childNamed(element, 'model') === undefined;
  const others = element.children.filter(({ name }) => name !== 'arch');
  const known = [{ ...archElement, text: 'aarch64', children: [] }, ...others];
  const stand = { ...archElement, name: 'model', text: 'none', children: [] };
  const children = modelless ? [...known, stand] : known;
  const again = parseCpuElement({ ...element, children }, { type });
  if (!again.ok || again.value.kind !== 'host') return parsed;
  const { model, ...rest } = again.value;
  const kept = model === undefined || modelless ? rest : { ...rest, model };
  return { ok: true as const, value: { ...kept, arch } };
}
