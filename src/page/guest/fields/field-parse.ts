import type { Cache, GuestCpu, MaxPhysAddr, Topology } from '../../../cpu/definition/definition.ts';
import { parseCpu } from '../../../cpu/definition/parse.ts';
import { type Answer, answer } from '../../../cpu/definition/result.ts';
import type { Dialect } from '../../../cpu-map/cpu-map.ts';
import { escapeXml } from '../../../xml/entities.ts';

/*
 * A field's text goes to libvirt's own parser, so that its rules and its words decide.
 * An empty part is an absent attribute.
 */

type Parts = Readonly<Record<string, string>>;

export function readTopology(parts: Parts, dialect: Dialect): Answer<Topology | undefined> {
  return read(element('topology', parts), dialect, ({ topology }) => topology);
}

export function readCache(parts: Parts, dialect: Dialect): Answer<Cache | undefined> {
  return read(element('cache', parts), dialect, ({ cache }) => cache);
}

export function readMaxPhysAddr(parts: Parts, dialect: Dialect): Answer<MaxPhysAddr | undefined> {
  return read(element('maxphysaddr', parts), dialect, ({ maxphysaddr }) => maxphysaddr);
}

export function readVendorId(text: string, dialect: Dialect): Answer<string | undefined> {
  return read(element('model', { vendor_id: text }), dialect, ({ vendorId }) => vendorId);
}

function read<T>(xml: string, dialect: Dialect, pick: (cpu: GuestCpu) => T): Answer<T> {
  const parsed = parseCpu(`<cpu mode='host-model'>${xml}</cpu>`, { type: 'guest', dialect });
  return parsed.ok ? answer(pick(parsed.value as GuestCpu)) : parsed;
}

function element(name: string, parts: Parts): string {
  const attributes = Object.entries(parts)
    .filter(([, value]) => value !== '')
    .map(([key, value]) => ` ${key}='${escapeXml(value)}'`);
  return `<${name}${attributes.join('')}/>`;
}
