import { describe, expect, it } from 'vitest';
import { sampleHost } from '../samples.test-support.ts';
import type { Host } from './state.ts';
import { countViews, shownView, sourceFor } from './views.ts';

function hostWith(...views: ('host' | 'qemu')[]): Host {
  const host = sampleHost(views.join());
  return { ...host, sources: views.flatMap((view) => host.sources.map((source) => ({ ...source, view }))) };
}

describe('the two views of a pool', () => {
  const hosts = [hostWith('host'), hostWith('qemu'), hostWith('host', 'qemu')];

  it('count the hosts that have each', () => {
    expect(countViews(hosts)).toEqual({ host: 2, qemu: 2, all: 3 });
    const leftOut = hosts.map((host) => ({ ...host, included: false }));
    expect(countViews(leftOut)).toEqual({ host: 0, qemu: 0, all: 0 });
  });

  it('never mix: a host shows the source of the view', () => {
    const [host, qemu, both] = hosts;
    expect(host && sourceFor(host, 'qemu')).toBeUndefined();
    expect(qemu && sourceFor(qemu, 'host')).toBeUndefined();
    expect(both && sourceFor(both, 'qemu')?.view).toBe('qemu');
  });

  it('give way to the other where no host has the chosen one', () => {
    expect(shownView(countViews([hostWith('qemu')]), 'host')).toBe('qemu');
    expect(shownView(countViews([hostWith('host')]), 'qemu')).toBe('host');
    expect(shownView(countViews(hosts), 'qemu')).toBe('qemu');
    expect(shownView(countViews([]), 'qemu')).toBe('qemu');
  });
});

it('the QEMU view is shown by default if every host that counts reports it', () => {
  const told = hostWith('host', 'qemu');
  expect(shownView(countViews([told, told]), 'auto')).toBe('qemu');
  expect(shownView(countViews([told, hostWith('host')]), 'auto')).toBe('host');
  expect(shownView(countViews([told, told]), 'host')).toBe('host');
});
