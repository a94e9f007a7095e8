import { describe, expect, it } from 'vitest';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { formatCpu } from './format.ts';
import { parseCpu } from './parse.ts';

const { dialect } = await loadCpuMap('7.0.0');

function parsed(text: string): string {
  const given = parseCpu(text, { type: 'auto', dialect });
  return given.ok ? formatCpu(given.value, dialect).trimEnd() : given.error.message;
}

function guest(content: string, attributes = "mode='custom'"): string {
  return parsed(`<cpu ${attributes}><model>qemu64</model>${content}</cpu>`);
}

function host(content: string): string {
  return parsed(`<cpu><arch>x86_64</arch><model>qemu64</model>${content}</cpu>`);
}

describe('libvirt 7.0 reads a <cpu> in its own way', () => {
  it.each([
    ["<topology sockets='0' cores='1' threads='1'/>", 'XML error: Invalid CPU topology'],
    ["<topology cores='1' threads='1'/>", "XML error: Missing 'sockets' attribute in CPU topology"],
    [
      "<topology sockets='1' cores='one' threads='1'/>",
      "XML error: Missing 'cores' attribute in CPU topology",
    ],
    [
      "<topology sockets='1' dies='x' cores='1' threads='1'/>",
      "XML error: Malformed 'dies' attribute in CPU topology",
    ],
    ["<cache level='4' mode='emulate'/>", 'XML error: invalid CPU cache level, must be in range [1,3]'],
    ["<cache level='3'/>", 'XML error: missing or invalid CPU cache mode'],
    [
      "<cache mode='emulate'/><cache mode='emulate'/>",
      'XML error: at most one CPU cache element may be specified',
    ],
  ])('%s: %s', (content, message) => {
    expect(guest(content)).toBe(message);
  });

  it.each([
    ["match='about'", 'unsupported configuration: Invalid match attribute for CPU specification'],
    ["check='some'", 'unsupported configuration: Invalid check attribute for CPU specification'],
    ["mode='maximum'", "unsupported configuration: Invalid mode attribute 'maximum'"],
    [
      "mode='host-passthrough' migratable='may'",
      "unsupported configuration: Invalid value in migratable attribute: 'may'",
    ],
    [
      "migratable='on'",
      "unsupported configuration: Attribute migratable is only allowed for 'host-passthrough' CPU mode",
    ],
  ])('%s: %s', (attributes, message) => {
    expect(guest('', attributes)).toBe(message);
  });

  it.each([
    ["<counter name='tsc' scaling='no'/>", 'unsupported configuration: Invalid TSC frequency'],
    [
      "<counter name='tsc' frequency='1' scaling='maybe'/>",
      'unsupported configuration: Invalid TSC scaling attribute',
    ],
  ])('%s: %s', (content, message) => {
    expect(host(content)).toBe(message);
  });

  it('numbers with a sign wrap, as strtoul reads them', () => {
    expect(guest("<topology sockets='-1' cores='+2' threads=' 1'/>")).toContain(
      "<topology sockets='4294967295' dies='1' cores='2' threads='1'/>",
    );
  });

  it('a good topology, cache and counter are kept', () => {
    expect(
      guest("<topology sockets='1' dies='2' cores='3' threads='4'/><cache level='3' mode='emulate'/>"),
    ).toBe(
      `<cpu mode='custom' match='exact'>
  <model fallback='allow'>qemu64</model>
  <topology sockets='1' dies='2' cores='3' threads='4'/>
  <cache level='3' mode='emulate'/>
</cpu>`,
    );
    expect(host("<counter name='tsc' frequency='2400000000' scaling='yes'/>")).toContain(
      "<counter name='tsc' frequency='2400000000' scaling='yes'/>",
    );
  });

  it('signature and maxphysaddr are not looked at, not even wrong ones', () => {
    const wrong = "<signature family='0'/><maxphysaddr mode='none'/>";
    expect(host(wrong)).toBe(host(''));
  });
});
