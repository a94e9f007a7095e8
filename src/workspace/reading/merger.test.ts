import { describe, expect, it } from 'vitest';
import type { HostReading } from '../../intake/reading.ts';
import { emptyWorkspace, MAX_EARLIER, type Workspace } from '../model/state.ts';
import { sampleHost } from '../samples.test-support.ts';
import { Merger, withAdditions, withoutAdditions } from './merger.ts';

function reading(...features: string[]): HostReading {
  const [source] = sampleHost('kvm-01', ...features).sources;
  if (source === undefined) throw new Error('no source');
  return { ...source, name: 'kvm-01' };
}

function replaced(workspace: Workspace, ...features: string[]): Workspace {
  const merger = new Merger(workspace);
  merger.add(reading(...features), 'replace');
  return withAdditions(workspace, merger.take());
}

function featuresOf(sources: Workspace['hosts'][number]['earlier'] = []): readonly string[] {
  return sources.map(({ cpu }) => (cpu.kind === 'host' ? cpu.cpu.features.join(' ') : ''));
}

describe('a host that comes again', () => {
  it('keeps its earlier states, the latest first, with the day when they came', () => {
    const [host] = replaced(replaced(replaced(emptyWorkspace, 'a'), 'b'), 'c').hosts;
    expect(featuresOf(host?.sources)).toEqual(['c']);
    expect(featuresOf(host?.earlier)).toEqual(['b', 'a']);
    expect(host?.earlier?.[0]?.added).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  it('keeps no more than a year of months', () => {
    let workspace = replaced(emptyWorkspace, 'first');
    for (let at = 0; at < MAX_EARLIER + 3; at++) workspace = replaced(workspace, `f${at}`);
    expect(workspace.hosts[0]?.earlier).toHaveLength(MAX_EARLIER);
  });

  it('is as it was where what came is taken back', () => {
    const before = replaced(emptyWorkspace, 'a');
    const merger = new Merger(before);
    merger.add(reading('b'), 'replace');
    const additions = merger.take();
    expect(withoutAdditions(withAdditions(before, additions), additions)).toEqual(before);
  });
});
