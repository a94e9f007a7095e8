import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { emptyWorkspace, type Workspace } from '../model/state.ts';
import { runSteps } from '../packing/steps.ts';
import { sampleHost, workspaces } from '../samples.test-support.ts';
import { JoinedParts, openedParts } from './opener-protocol.ts';
import { isShareLink, MAX_LINK, shareLink, textOfLink } from './share-link.ts';
import { exportWorkspace, importWorkspace, isWorkspaceFile, unpackWhole } from './workspace-file.ts';

const seeded = { seed: 20100303, numRuns: 200 };
const page = 'https://commonbits.example/app/index.html?x=1#old';

async function fromShareLink(hash: string) {
  const unpacked = await textOfLink(hash);
  return unpacked.ok ? importWorkspace(unpacked.text) : unpacked;
}

/** Ids are of one page only. */
function withoutIds(workspace: Workspace) {
  const guests = workspace.guests.map(({ id: _id, ...guest }) => guest);
  return { ...workspace, guests, hosts: workspace.hosts.map(({ id: _id, ...host }) => host) };
}

function imported(text: string): Workspace {
  const result = importWorkspace(text);
  if (!result.ok) throw new Error(result.problem);
  return result.workspace;
}

test('a link that is longer than any of ours is not unpacked', async () => {
  expect(await fromShareLink(`#pool=${'A'.repeat(8 * MAX_LINK)}`)).toEqual({
    ok: false,
    problem: 'is longer than the limit of 256,000 characters',
  });
});

describe('workspace file', () => {
  test('[F1] import after export is identity', () => {
    fc.assert(
      fc.property(workspaces, (workspace) => {
        const text = exportWorkspace(workspace);
        expect(isWorkspaceFile(text)).toBe(true);
        expect(withoutIds(imported(text))).toEqual(withoutIds(workspace));
      }),
      seeded,
    );
  });

  test('[F2] hosts that share a CPU share it afterwards, and the file holds it once', () => {
    const [a, b] = [sampleHost('a', 'vmx'), sampleHost('b', 'svm')];
    const shared = { ...b, sources: a.sources };
    const { hosts } = imported(exportWorkspace({ ...emptyWorkspace, hosts: [a, shared] }));
    expect(hosts[0]?.sources[0]?.cpu).toBe(hosts[1]?.sources[0]?.cpu);
  });

  test('[F3] in parts, as it comes from the thread that checks it, it is the same', () => {
    const shared = sampleHost('shared', 'vmx').sources;
    const hosts = Array.from({ length: 1203 }, (_, i) =>
      i % 3 === 0 ? { ...sampleHost(`h${i}`), sources: shared } : sampleHost(`h${i}`, `f${i}`),
    );
    const text = exportWorkspace({ ...emptyWorkspace, hosts });
    const joined = new JoinedParts();
    const parts = [...openedParts(text)];
    const whole = parts.map((part) =>
      part.kind === 'refused' || part.kind === 'busy' ? undefined : joined.add(part),
    );
    expect(parts.length).toBeGreaterThan(2);
    expect(whole.slice(0, -1).every((early) => early === undefined)).toBe(true);
    const packed = whole.at(-1);
    expect(packed).toEqual(JSON.parse(text));
    const result = packed && runSteps(unpackWhole(packed));
    expect(result?.ok && withoutIds(result.workspace)).toEqual(withoutIds(imported(text)));
  });

  test('a damaged one is refused by that thread too', () => {
    expect([...openedParts('{"commonbits": 1}')]).toEqual([
      { kind: 'refused', problem: expect.stringContaining('is damaged at') },
    ]);
  });

  const good = JSON.parse(exportWorkspace({ ...emptyWorkspace, hosts: [sampleHost('a', 'vmx')] }));

  test.each([
    ['{"commonbits": 1, "hosts"', 'is incomplete or damaged'],
    ['[]', 'is not a Commonbits workspace'],
    ['null', 'is not a Commonbits workspace'],
    ['{"__proto__": {"commonbits": 1}}', 'is not a Commonbits workspace'],
    ['{"commonbits": 2}', 'was written by a newer Commonbits (format 2; this one reads 1)'],
    ['{"commonbits": 1}', 'is damaged at'],
    [JSON.stringify({ ...good, hosts: [...good.hosts, ...good.hosts] }), 'has two hosts with the name a'],
    [JSON.stringify({ ...good, cpus: [] }), 'the CPU of a is missing'],
    [JSON.stringify({ ...good, cpus: [{ kind: 'host', cpu: 1 }] }), 'is damaged at cpus.0'],
    [
      JSON.stringify({ ...good, guest: { policies: [{ name: 'a', policy: 'maybe' }] } }),
      'is damaged at guest',
    ],
    [JSON.stringify({ ...good, hosts: Array(20_001).fill(good.hosts[0]) }), 'is damaged at hosts'],
    [JSON.stringify({ ...good, hosts: [{ ...good.hosts[0], name: '  ' }] }), 'is damaged at hosts.0.name'],
    ['['.repeat(100_000), 'is damaged: it is nested more than 64 deep'],
    [
      `{"commonbits":1,"a":[${'[],'.repeat(4_000_000)}[]]}`,
      'is damaged: it has more lists than any workspace',
    ],
    [`{"commonbits":1,"a":"${'['.repeat(1000)}\\\\\\"["}`, 'is damaged at'],
  ])('[F3] refuses in words: %.40s', (text, problem) => {
    expect(importWorkspace(text)).toMatchObject({ ok: false, problem: expect.stringContaining(problem) });
  });

  test('[F4] takes over known keys only, and pollutes nothing', () => {
    const text = JSON.stringify(good).replace(
      '{"name":"a"',
      '{"__proto__":{"polluted":1},"evil":2,"name":"a"',
    );
    const [host] = imported(text).hosts;
    expect(Object.keys(host!)).toEqual(['id', 'name', 'included', 'sources']);
    expect('polluted' in host!).toBe(false);
    expect('polluted' in {}).toBe(false);
  });

  test('[F5] never throws on any JSON', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(importWorkspace(text).ok).toBe(false);
      }),
      seeded,
    );
  });
});

describe('share link', () => {
  test('[L1] brings everything but the line numbers', async () => {
    const host = sampleHost('kvm-01', 'vmx');
    const workspace: Workspace = {
      ...emptyWorkspace,
      hosts: [host],
      guest: { policies: [], model: 'Penryn' },
    };
    const link = await shareLink(workspace, undefined, page);
    if (!link.ok) throw new Error(link.problem);
    expect(link.url).toMatch(/^https:\/\/commonbits\.example\/app\/index\.html\?x=1#pool=[\w-]+$/);
    const { hash } = new URL(link.url);
    expect(isShareLink(hash)).toBe(true);
    const result = await fromShareLink(hash);
    const { featureLines: _lines, ...source } = host.sources[0]!;
    expect(result.ok && withoutIds(result.workspace)).toEqual({
      ...workspace,
      hosts: [{ name: 'kvm-01', included: true, sources: [source] }],
    });
  });

  test('[L2] a pool that is too large says so and names the way out', async () => {
    const random = (seed: number) =>
      Array.from({ length: 4000 }, (_, i) => `f${Math.imul(i * 7 + seed, 0x9e3779b1) >>> 0}`);
    const hosts = [1, 2, 3].map((seed) => sampleHost(`kvm-${seed}`, ...random(seed)));
    const link = await shareLink({ ...emptyWorkspace, hosts }, undefined, page);
    expect(link).toMatchObject({ ok: false, problem: expect.stringContaining('Save it as a file') });
    expect(link.ok ? '' : link.problem).toContain(MAX_LINK.toLocaleString('en'));
  });

  test.each(['#pool=', '#pool=AAAA', '#pool=a', '#pool=<script>', '#pool=____'])(
    '[L3] refuses a damaged link: %s',
    async (hash) => {
      expect(await fromShareLink(hash)).toMatchObject({ ok: false });
    },
  );

  test('[L4] a bomb is stopped while it unpacks', async () => {
    const zeros = new Blob([new Uint8Array(64 * 1024 * 1024)]).stream();
    const packed = new Uint8Array(
      await new Response(zeros.pipeThrough(new CompressionStream('deflate-raw'))).arrayBuffer(),
    );
    const result = await fromShareLink(`#pool=${Buffer.from(packed).toString('base64url')}`);
    expect(result).toMatchObject({ ok: false, problem: expect.stringContaining('more than 16 MB') });
  });
});
