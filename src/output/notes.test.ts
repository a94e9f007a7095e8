import { describe, expect, it } from 'vitest';
import type { GuestCpu } from '../cpu/definition.ts';
import { guests, inputFor } from './guests.test-support.ts';
import { outputTargets } from './targets.ts';

const intel = guests['a pool of Intel servers']!;

function write(id: string, guest: GuestCpu): { text: string; notes: string } {
  const { text, notes } = outputTargets.find((target) => target.id === id)!.write(inputFor(guest));
  return { text, notes: notes.join('\n') };
}

describe('what a platform does with the CPU', () => {
  it('VMware: a mask is read in eight groups of four', () => {
    const masks = [...write('vmware', intel).text.matchAll(/ = "(.*)"\n/g)].map(([, mask]) => mask);
    expect(masks).toHaveLength(7);
    for (const mask of masks) expect(mask).toMatch(/^[-01]{4}(?::[-01]{4}){7}$/);
  });
});
