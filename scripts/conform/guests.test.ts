import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseCpu } from '../../src/cpu/definition/parse.ts';
import type { CpuMap } from '../../src/cpu-map/cpu-map.ts';
import { builtInReleases, loadCpuMap } from '../../src/cpu-map/releases.ts';
import { foldGuests } from '../../src/fleet/guests/fleet-guest.ts';
import { guestGrid } from '../../src/fleet/guests/grid.ts';
import { foldHosts, type GuestHost } from '../../src/fleet/guests/host-kinds.ts';
import { hostOf } from './host-documents.ts';
import type { Question } from './question.ts';
import { parseRecorded } from './recorded.ts';

const own = join(import.meta.dirname, 'recorded');
const questions = readFileSync(join(own, 'start.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line, index) => parseRecorded(line, `start.jsonl:${index + 1}`));

/** The machine of a release, as the page knows it: its own CPU, and what QEMU gives with KVM and without. */
function machine(map: CpuMap): GuestHost {
  const views = ['kvm', 'qemu'].map((virttype) => hostOf(map, join(own, 'hosts'), virttype));
  const [cpu] = views.flatMap((view) => view.cpu ?? []);
  return {
    id: map.release,
    name: map.release,
    included: true,
    arch: 'x86_64',
    map,
    cpu: cpu && { kind: 'host', cpu },
    qemu: views.flatMap(({ virttype, reported, models }) =>
      reported === undefined ? [] : [{ virttype, cpu: { kind: 'guest', cpu: reported }, models }],
    ),
  };
}

function verdictOn(map: CpuMap, { inputs, virttype }: Question): string {
  // A guest is read before anybody knows where it will run.
  const parsed = parseCpu(inputs.cpu ?? '', { type: 'guest' });
  if (!parsed.ok || parsed.value.kind !== 'guest') throw new Error(`not a guest: ${inputs.cpu}`);
  const guests = foldGuests([
    { id: '1', name: 'web-01', arch: 'x86_64', cpu: parsed.value, virttype: virttype ?? 'kvm' },
  ]);
  const grid = guestGrid(guests, foldHosts([machine(map)]));
  const [guest] = grid.guests;
  const [host] = grid.hosts;
  if (guest === undefined || host === undefined) throw new Error('nothing was folded');
  const verdict = grid.start(guest, host);
  if (verdict.kind === 'untold') return verdict.why.kind;
  return verdict.kind === 'refused' ? verdict.message : 'starts';
}

const LACKS = 'Host CPU does not provide required features: ';
const UNMATCHED = "operation failed: guest CPU doesn't match specification: ";

/** libvirt lists what is lacking in QEMU's order, and what QEMU adds is in no document. */
function comparable(message: string): string {
  if (message === 'extra-features' || message.startsWith(UNMATCHED)) return UNMATCHED;
  const [before = '', names] = message.split(LACKS);
  return names === undefined ? before : before + LACKS + names.split(', ').sort().join(', ');
}

describe('guests that real daemons were asked to start', () => {
  it.each(builtInReleases)('libvirt %s: each has libvirt’s verdict on its host', async (release) => {
    const map = await loadCpuMap(release);
    const asked = questions.filter((question) => question.libvirt === release);
    expect(asked.length).toBeGreaterThan(15);
    const differ = asked.flatMap((question) => {
      const expected = question.expected as Readonly<
        Record<string, { readonly message: string } | undefined>
      >;
      const theirs = comparable(expected.error?.message ?? 'starts');
      const ours = comparable(verdictOn(map, question));
      return theirs === ours ? [] : [{ id: question.id, theirs, ours }];
    });
    expect(differ).toEqual([]);
  });
});
