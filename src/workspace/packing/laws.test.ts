import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createIntake } from '../../intake/intake.ts';
import { isSameData } from '../model/canonical.ts';
import { emptyWorkspace, type Workspace } from '../model/state.ts';
import { Merger, withAdditions } from '../reading/merger.ts';
import type { Reading } from '../reading/worker/transfer-packing.ts';
import { openPacked } from './check-packed.ts';
import { objectionToReading } from './check-reading.ts';
import { packWorkspace } from './packed-workspace.ts';
import { runSteps } from './steps.ts';

const folder = fileURLToPath(new URL('../../intake/fixtures', import.meta.url));
const texts = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((name) => join(folder, name))
  .filter((path) => statSync(path).isFile() && !path.endsWith('.md'))
  .map((path) => readFileSync(path, 'utf8').slice(0, 60_000))
  .concat(
    JSON.stringify({
      hypervisor_hostname: 'kvm-01',
      cpu_info: { arch: 'x86_64', model: 'Haswell', vendor: 'Intel', features: ['pge', 'avx'] },
    }),
    `kind: Node
metadata:
  labels:
    cpu-feature.node.kubevirt.io/avx: "true"
    host-model-cpu.node.kubevirt.io/Haswell: "true"
    kubernetes.io/arch: amd64
  name: worker-1
`,
  );

/** Values that may replace a word of a text. */
const words = fc.oneof(
  fc.constantFrom('__proto__', 'constructor', '', ' ', '\u202e', '🙂', '\ud800', '-1', '1e400', '0x', 'NaN'),
  fc.constantFrom('9'.repeat(30), '4294967296', '-0', '0', '1.5'),
  fc.constantFrom(4095, 4096, 4097, 5000).map((length) => 'x'.repeat(length)),
  fc.string({ maxLength: 20, unit: 'binary' }).map((text) => text.replace(/[<>&"'\s]/g, '_')),
);

/** A text that some host printed, with some of its words changed. */
const changed = fc
  .tuple(fc.constantFrom(...texts), fc.array(fc.tuple(fc.nat(), words), { maxLength: 6 }))
  .map(([text, changes]) => {
    const parts = text.split(/([\w.+-]+)/);
    for (const [at, word] of changes) parts[2 * (at % Math.max(1, parts.length >> 1)) + 1] = word;
    return parts.join('');
  });

const files = fc.oneof(
  { weight: 9, arbitrary: fc.constant('a.xml') },
  { weight: 1, arbitrary: fc.constant(`${'d/'.repeat(2060)}a.xml`) },
);

function comesBack(workspace: Workspace): void {
  const packed: unknown = structuredClone(packWorkspace(workspace));
  for (const data of [packed, JSON.parse(JSON.stringify(packed))]) {
    const result = runSteps(openPacked(data));
    if (!result.ok) throw new Error(result.problem);
    expect(result.faults).toEqual([]);
    const { workspace: back } = result;
    expect(withoutIds(back)).toEqual(withoutIds(workspace));
    expect(isSameData(withoutIds(back), withoutIds(workspace))).toBe(true);
  }
}

function withoutIds(workspace: Workspace) {
  const hosts = workspace.hosts.map(({ id: _id, ...host }) => host);
  return { ...workspace, hosts, guests: workspace.guests.map(({ id: _id, ...guest }) => guest) };
}

function workspaceOf(readings: readonly Reading[]): Workspace {
  const merger = new Merger(emptyWorkspace);
  for (const reading of readings) merger.add(reading, 'keep both');
  return withAdditions(emptyWorkspace, merger.take());
}

describe('any input that is accepted can be read back', () => {
  test('whatever a text says', () => {
    const seen = { held: 0, refused: 0 };
    fc.assert(
      fc.property(changed, files, (text, file) => {
        const { hosts, guests } = createIntake()(text, file);
        const found = [...hosts, ...guests];
        const held = found.filter((reading) => objectionToReading(reading) === undefined);
        seen.held += held.length;
        seen.refused += found.length - held.length;
        comesBack(workspaceOf(held));
      }),
      { seed: 20261127, numRuns: 300 },
    );
    expect(seen.held).toBeGreaterThan(60);
    expect(seen.refused).toBeGreaterThan(10);
  });

  test('a name that is as long as may be, many times', () => {
    const [reading] = createIntake()(texts.find((text) => text.includes('<cpu')) ?? '', 'a.xml').hosts;
    const named = { ...reading!, name: 'n'.repeat(4096) };
    expect(objectionToReading(named)).toBeUndefined();
    comesBack(workspaceOf([named, named, { ...named, name: ` ${named.name.slice(1)}` }]));
  });

  test('a text that is too long is named with its length', () => {
    const [reading] = createIntake()(texts.find((text) => text.includes('<cpu')) ?? '', 'a.xml').hosts;
    const host = { kind: 'host', arch: 'x86_64', features: ['f'.repeat(4097)] } as const;
    expect(objectionToReading({ ...reading!, cpu: { kind: 'host', cpu: host } })).toBe(
      'a feature: it has 4,097 characters; the limit is 4,096',
    );
    expect(objectionToReading({ ...reading!, name: 'n'.repeat(5000) })).toBe(
      'a name has 5,000 characters; the limit is 4,096',
    );
  });
});
