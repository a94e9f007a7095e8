import { describe, expect, it } from 'vitest';
import { guest, host } from '../../cpu/made-up.test-support.ts';
import { builtInReleases, loadCpuMap } from '../../cpu-map/releases.ts';
import type { FleetHost } from '../pool/fleet.ts';
import { cascadeLake, fleetOf, skylake } from '../pool/pools.test-support.ts';
import { answersByRelease } from './by-release.ts';
import { compareReleases, knownTo, oldestThatTakes, releaseFor } from './known-to.ts';
import { readAs, readableHosts } from './read-as.ts';

const maps = await Promise.all(builtInReleases.map(loadCpuMap));
const [newest] = maps;
if (newest === undefined) throw new Error('no map');
const mapOf = (release: string) => maps.find((map) => map.release === release) ?? newest;
const old = mapOf('9.0.0');

function hostsOf(...cpus: Parameters<typeof host>[]): readonly FleetHost[] {
  return fleetOf(
    newest ?? old,
    cpus.map((args) => host(...args)),
  ).hosts;
}

describe('a guest in the releases', () => {
  it('names what a release does not know, and the oldest that takes it', () => {
    const verdicts = knownTo(maps, guest('Skylake-Server', 'avx512-fp16'), newest);
    expect(verdicts.map(({ release }) => release)).toEqual(['7.0.0', '9.0.0', '11.3.0', '12.8.0']);
    const takes = verdicts.filter((verdict) => verdict.takes).map(({ release }) => release);
    expect(oldestThatTakes(verdicts)).toBe(takes[0]);
    expect(verdicts[0]).toMatchObject({ takes: false, unknownFeatures: ['avx512-fp16'] });
  });

  it('names a model that it does not know', () => {
    const [oldest] = knownTo([old, newest], guest('Skylake-Server-v4'), newest);
    expect(oldest).toMatchObject({ release: '9.0.0', takes: false, unknownModel: 'Skylake-Server-v4' });
  });

  it('does not mind an optional feature', () => {
    expect(knownTo([old], guest('Nehalem', 'optional:no-such'), newest)[0]?.takes).toBe(true);
  });

  it('judges a release by the newest map that is not newer', () => {
    const verdicts = knownTo(maps, guest('Nehalem'), newest);
    expect(releaseFor(verdicts, '10.5.0')?.release).toBe('9.0.0');
    expect(releaseFor(verdicts, '13.0.0')?.release).toBe('12.8.0');
    expect(releaseFor(verdicts, '4.5.0')).toBeUndefined();
    expect(compareReleases('9.0.0', '12.8.0')).toBeLessThan(0);
  });
});

describe('a CPU on a model that the release does not know', () => {
  it('is read in its own models, and what it does not know is named', () => {
    const [of] = hostsOf(['Skylake-Server-v2', 'invtsc', { vendor: 'Intel' }]);
    const read = of && readAs(old, of.cpu, newest);
    expect(read?.model).toBe('Skylake-Server-v2');
    const cpu = read?.source.kind === 'host' ? read.source.cpu : undefined;
    expect(old.modelByName.has(cpu?.model ?? '')).toBe(true);
    expect(cpu?.features).toContain('invtsc');
    expect(read?.left).toEqual([]);
    const [granite] = hostsOf(['GraniteRapids', '', { vendor: 'Intel' }]);
    expect(granite && readAs(old, granite.cpu, newest)?.left).toContain('amx-fp16');
  });

  it('stays as it is where the release knows it, or nobody does', () => {
    const [known, nobody] = hostsOf(['Skylake-Server-IBRS'], ['Diamond-Rapids']);
    expect(known && readAs(old, known.cpu, newest)).toBeUndefined();
    expect(nobody && readAs(old, nobody.cpu, newest)).toBeUndefined();
    const hosts = hostsOf(['Skylake-Server-IBRS']);
    expect(readableHosts(old, hosts, newest)).toBe(hosts);
  });
});

describe('the answers of all releases', () => {
  it('are there for every release, with what differs and what it does not know', () => {
    const { hosts } = fleetOf(newest, [skylake, cascadeLake]);
    const answers = answersByRelease(maps, hosts, newest);
    expect(answers.map(({ release, guest: of }) => [release, of !== undefined])).toEqual([
      ['7.0.0', true],
      ['9.0.0', true],
      ['11.3.0', true],
      ['12.8.0', true],
    ]);
    expect(answers.at(-1)).toMatchObject({ more: [], less: [], refused: [] });
    expect(answers[0]?.refused).toContain('Skylake-Server-v1');
    for (const { less, unknown } of answers) expect(less).toEqual(expect.arrayContaining([...unknown]));
  });
});
