import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import type { GuestCpu } from './definition.ts';
import { domainText, isDomain, withCpu } from './domain-text.ts';

const { dialect } = await loadCpuMap('12.8.0');
const seeded = { seed: 17, numRuns: 300 };

function custom(model: string, ...features: readonly string[]): GuestCpu {
  const required = features.map((name) => ({ name, policy: 'require' as const }));
  return { kind: 'guest', mode: 'custom', match: 'exact', fallback: 'allow', model, features: required };
}

/** The surroundings: also text that looks like a `<cpu>` and is not the domain's. */
const piece = fc.constantFrom(
  '<name>web-01</name>',
  "<memory unit='KiB'>4194304</memory>",
  '<!-- <cpu mode="host-model"/> -->',
  '<![CDATA[<cpu>]]>',
  "<metadata>\n    <x:app xmlns:x='urn:x'><cpu/></x:app>\n  </metadata>",
  '<cputune><vcpupin vcpu="0" cpuset="1"/></cputune>',
  "<description>a &gt; b ]] > 'c'</description>",
  "<os><type arch='x86_64' machine='pc-q35-9.2'>hvm</type></os>",
  "<seclabel type='a>b'/>",
  '<?keep  this?>',
  'caf\u00e9 \ud83d\udc27',
);
const around = fc.array(fc.tuple(fc.constantFrom('', '\n  ', '\t', '  \n\n', '\r\n  '), piece), {
  maxLength: 6,
});

const whole = fc
  .record({ before: around, after: around, own: fc.constantFrom('', '\n  ', '\t') })
  .map(({ before, after, own }) => {
    const text = (pieces: typeof before) => pieces.map(([blank, each]) => blank + each).join('');
    return {
      before: `<domain type='kvm' id='3'>${text(before)}${own}`,
      after: `${text(after)}\n</domain>\n`,
    };
  });

const lines = (xml: string) => xml.split(/\r?\n/).map((line) => line.trim());

describe('a whole domain', () => {
  it('comes back with another CPU, and to the byte what stands around it', () => {
    fc.assert(
      fc.property(
        whole,
        fc.constantFrom("<cpu mode='host-model'/>", '<cpu><model>Haswell</model></cpu>'),
        ({ before, after }, old) => {
          const domain = domainText(before + old + after);
          expect(domain?.cpu).toBe(old);
          if (domain === undefined) return;
          const text = withCpu(domain, custom('Nehalem', 'avx'), dialect);
          expect(text.startsWith(before)).toBe(true);
          expect(text.endsWith(after)).toBe(true);
          expect(lines(text.slice(before.length, text.length - after.length))).toEqual([
            "<cpu mode='custom' match='exact'>",
            "<model fallback='allow'>Nehalem</model>",
            "<feature policy='require' name='avx'/>",
            '</cpu>',
          ]);
        },
      ),
      seeded,
    );
  });

  it('with the CPU that it has is the same text, however that was written', () => {
    fc.assert(
      fc.property(whole, ({ before, after }) => {
        const old =
          '<cpu   match="exact"  mode="custom"><!-- ours --><model>Nehalem</model>\n\n<feature name="avx"/></cpu >';
        const domain = domainText(before + old + after);
        expect(domain && withCpu(domain, custom('Nehalem', 'avx'), dialect)).toBe(before + old + after);
      }),
      seeded,
    );
  });

  it('and back again is the same domain', () => {
    fc.assert(
      fc.property(whole, ({ before, after }) => {
        const start = domainText(
          `${before}<cpu mode='custom' match='exact'>\n  <model fallback='allow'>Nehalem</model>\n</cpu>${after}`,
        );
        const there = start && domainText(withCpu(start, custom('Haswell'), dialect));
        const back = there && domainText(withCpu(there, custom('Nehalem'), dialect));
        expect(lines(back?.text ?? '')).toEqual(lines(start?.text ?? 'none'));
      }),
      seeded,
    );
  });

  it('keeps the NUMA cells that stand in its CPU', () => {
    const numa = "<numa>\n      <cell id='0' cpus='0-3' memory='8' unit='GiB'/>\n    </numa>";
    const text = `<domain>\n  <cpu mode='host-passthrough'>\n    ${numa}\n  </cpu>\n</domain>\n`;
    const domain = domainText(text);
    expect(domain && withCpu(domain, { ...custom('x'), mode: 'maximum' }, dialect)).toBe(
      text.replace('host-passthrough', 'maximum'),
    );
  });

  it('without a CPU gets one where libvirt writes it', () => {
    const text = '<domain>\n  <os>\n    <type>hvm</type>\n  </os>\n  <devices/>\n</domain>\n';
    const domain = domainText(text);
    expect(domain && withCpu(domain, { ...custom('x'), mode: 'maximum' }, dialect)).toBe(
      text.replace('</os>', "</os>\n  <cpu mode='maximum'/>"),
    );
  });

  it('keeps its line ends', () => {
    const domain = domainText("<domain>\r\n  <cpu mode='maximum'/>\r\n</domain>\r\n");
    expect(domain && withCpu(domain, custom('Nehalem'), dialect)).toBe(
      "<domain>\r\n  <cpu mode='custom' match='exact'>\r\n    <model fallback='allow'>Nehalem</model>\r\n  </cpu>\r\n</domain>\r\n",
    );
  });

  it('that does not end is none, nor is anything else', () => {
    for (const text of [
      '<domain><cpu/>',
      '<domain><cpu></domain>',
      '<cpu/>',
      '',
      'domain',
      '<domains></domains>',
      '<domain><name',
    ])
      expect(domainText(text)).toBeUndefined();
    expect(isDomain("<?xml version='1.0'?>\n<!-- a -->\n<domain type='kvm'>")).toBe(true);
    expect(isDomain('<domainCapabilities>')).toBe(false);
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = domainText(text);
        expect(found === undefined || found.text === text).toBe(true);
      }),
      seeded,
    );
  });
});
