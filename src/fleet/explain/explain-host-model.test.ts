import { describe, expect, it } from 'vitest';
import { hasMask } from '../../bits/bits.ts';
import { loadCpuMap } from '../../cpu-map/releases.ts';
import { cascadeLake, fleetOf, rome, skylake } from '../pool/pools.test-support.ts';
import { plainText } from '../wording/phrases.ts';
import { aliasesOf, hostModelFacts } from './explain-host-model.ts';

const map = await loadCpuMap('12.8.0');

function factsOf(cpu: Parameters<typeof fleetOf>[1][number]): Record<string, string> {
  const [kind] = fleetOf(map, [cpu]).kinds;
  const facts = kind === undefined ? [] : hostModelFacts(map, kind);
  return Object.fromEntries(facts.map(({ label, phrases }) => [label, plainText(phrases)]));
}

describe('the names of a model', () => {
  it('are the versioned and the older one, each of the other', () => {
    expect(aliasesOf(map, 'Skylake-Server-IBRS')).toEqual(['Skylake-Server-v2']);
    expect(aliasesOf(map, 'Skylake-Server-v2')).toEqual(['Skylake-Server-IBRS']);
    expect(aliasesOf(map, 'EPYC-Milan')).toEqual(['EPYC-Milan-v1']);
    expect(aliasesOf(map, 'no-model')).toEqual([]);
    for (const { name } of map.models) {
      for (const other of aliasesOf(map, name)) {
        expect(aliasesOf(map, other)).toContain(name);
        expect(map.modelByName.get(other)?.bits).toEqual(map.modelByName.get(name)?.bits);
      }
    }
  });
});

describe('why a host has its model', () => {
  it('is said by its signature, with the other name of the model', () => {
    const facts = factsOf(skylake);
    expect(facts['Same as']).toBe('Skylake-Server');
    expect(facts.Model).toMatch(
      /^libvirt names it Skylake-Server-v1: its family, model and stepping are that model's/,
    );
  });

  it('names the nearest better models by the features that it lacks for them', () => {
    for (const cpu of [skylake, cascadeLake, rome]) {
      const [kind] = fleetOf(map, [cpu]).kinds;
      const better = factsOf(cpu)['No better'] ?? '';
      expect(better).toMatch(/^\S+ would need /);
      for (const [, name = '', list = ''] of better.matchAll(/(\S+) would need (.*?)\.(?: |$)/g)) {
        const model = map.modelByName.get(name);
        expect(model, name).toBeDefined();
        for (const feature of list.split(/, | and /).filter((word) => map.featureByName.has(word))) {
          const mask = map.featureByName.get(feature)?.mask;
          if (mask === undefined || kind === undefined || model === undefined) throw new Error(feature);
          expect(hasMask(model.bits, mask)).toBe(true);
          expect(hasMask(kind.cpu.bits, mask)).toBe(false);
        }
      }
    }
  });
});
