import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type CpuMapFacts, FACTS_FORMAT, formatFacts } from './facts.ts';
import { builtInReleases } from './releases.ts';

const data = join(import.meta.dirname, 'data');

it.each(builtInReleases)('the data of %s are of this format and name their release and origin', (release) => {
  const facts: unknown = JSON.parse(readFileSync(join(data, `libvirt-${release}.json`), 'utf8'));
  expect(facts).toMatchObject({ format: FACTS_FORMAT, release });
  expect((facts as CpuMapFacts).origin).toContain('LGPL-2.1-or-later');
});

it('there is a data file for every release, and no other', () => {
  const files = builtInReleases.map((release) => `libvirt-${release}.json`);
  expect(readdirSync(data).sort()).toEqual([...files, 'older-releases.json'].sort());
});

describe('formatFacts', () => {
  const facts: CpuMapFacts = {
    format: FACTS_FORMAT,
    release: 'own "map"',
    origin: 'a\nline',
    x86: {
      vendors: [{ name: 'Zhaoxin CentaurHauls', string: 'CentaurHauls' }],
      features: [
        {
          name: '__proto__',
          masks: ['1.0 ecx 80000000'],
          migratable: false,
          aliases: [{ name: 'é', source: 'qemu' }],
        },
      ],
      models: [{ name: 'm', decodeGuest: false, signatures: ['6/85/0-3,5'], features: '__proto__' }],
    },
    ppc64: { vendors: [], models: [{ name: 'POWER8', pvrs: ['0x1/0x2'] }] },
    arm: { vendors: [], features: '', models: [] },
  };

  it('is JSON of the same facts', () => {
    expect(JSON.parse(formatFacts(facts))).toEqual(facts);
  });

  it('gives each feature and model a line of its own', () => {
    const lines = formatFacts(facts).split('\n');
    expect(lines.filter((line) => line.startsWith('{"name":"'))).toHaveLength(4);
  });
});
