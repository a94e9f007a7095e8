import fc from 'fast-check';
import type { CpuSource } from '../cpu/definition/source.ts';
import { type CpuMapFacts, FACTS_FORMAT } from '../cpu-map/facts.ts';
import { nextGuestId, nextHostId } from './model/host-id.ts';
import type { Groups, Guest, Host, HostSource, Workspace } from './model/state.ts';

/** A host CPU told apart by its features. */
export function cpuXml(...features: string[]): string {
  const lines = features.map((name) => `<feature name='${name}'/>`).join('');
  return `<cpu><arch>x86_64</arch><model>Penryn</model><vendor>Intel</vendor>${lines}</cpu>`;
}

export function fileOf(path: string, content: BlobPart) {
  return { path, file: new File([content], path) };
}

export function sampleHost(name: string, ...features: string[]): Host {
  const cpu: CpuSource = { kind: 'host', cpu: { kind: 'host', arch: 'x86_64', model: 'Penryn', features } };
  const source: HostSource = {
    kind: 'capabilities',
    view: 'host',
    arch: 'x86_64',
    cpu,
    place: { file: `${name}.xml`, line: 3 },
    featureLines: features.map((_, i) => i + 5),
    uuid: `uuid of ${name}`,
  };
  return { id: nextHostId(), name, included: true, sources: [source] };
}

export function sampleGuest(name: string, on?: string, ...features: string[]): Guest {
  const listed = features.map((feature) => ({ name: feature, policy: 'require' as const }));
  const cpu = { kind: 'guest', mode: 'custom', match: 'exact', fallback: 'forbid', model: 'Penryn' } as const;
  return {
    id: nextGuestId(),
    name,
    ...(on === undefined ? {} : { on }),
    kind: 'domain',
    view: 'guest',
    arch: 'x86_64',
    cpu: { kind: 'guest', cpu: { ...cpu, features: listed } },
    place: { file: `${name}.xml`, line: 1 },
    featureLines: features.map((_, i) => i + 9),
    virttype: 'kvm',
    live: features.length > 1,
  };
}

/** A CPU map of one feature and one model. */
export function ownMapFacts(release: string, feature: string): CpuMapFacts {
  return {
    format: FACTS_FORMAT,
    release,
    origin: 'made up',
    x86: {
      vendors: [],
      features: [{ name: feature, masks: ['1.0 ecx 00000020'] }],
      models: [{ name: 'Tiny', features: feature }],
    },
    ppc64: { vendors: [], models: [] },
    arm: { vendors: [], features: '', models: [] },
  };
}

/** Whatever a workspace can be, hostile names among it. */
export const workspaces: fc.Arbitrary<Workspace> = fc
  .record({ plain: plainWorkspaces(), groups: groupsOrNone() })
  .map(({ plain, groups }) => ({ ...plain, ...(groups === undefined ? {} : { groups }) }));

function groupsOrNone(): fc.Arbitrary<Groups | undefined> {
  const group = fc.record(
    {
      name: nameText(),
      hosts: fc.array(nameText(), { maxLength: 3 }),
      guest: fc.constant({ policies: [], model: 'Haswell' }),
    },
    { requiredKeys: ['hosts', 'guest'] },
  );
  const groups = fc.record(
    {
      list: fc.array(group, { maxLength: 3 }),
      inHand: fc.constantFrom('all' as const, 0, 1),
      guestOfAll: fc.constant({ policies: [] }),
    },
    { requiredKeys: ['list', 'inHand'] },
  );
  return fc.option(groups, { nil: undefined });
}

function plainWorkspaces(): fc.Arbitrary<Workspace> {
  return fc.record({
    hosts: fc
      .uniqueArray(fc.tuple(nameText(), fc.array(nameText(), { maxLength: 5 }), fc.boolean()), {
        maxLength: 6,
        selector: ([name]) => name,
      })
      .map((hosts) =>
        hosts.map(([name, features, included]) => ({
          ...sampleHost(name, ...features),
          included,
          ...(included ? {} : { earlier: sampleHost(name, 'before').sources }),
        })),
      ),
    guests: fc
      .uniqueArray(
        fc.tuple(
          nameText(),
          fc.array(nameText(), { maxLength: 5 }),
          fc.option(nameText(), { nil: undefined }),
        ),
        {
          maxLength: 4,
          selector: ([name]) => name,
        },
      )
      .map((guests) => guests.map(([name, features, on]) => sampleGuest(name, on, ...features))),
    mapKey: fc.constantFrom('12.8.0', '11.3.0', '9.0.0'),
    view: fc.constantFrom('host', 'qemu'),
    guest: fc.record(
      {
        policies: fc.array(fc.record({ name: nameText(), policy: fc.constantFrom('require', 'absent') }), {
          maxLength: 3,
        }),
        model: nameText(),
        check: fc.constantFrom('full', null),
        vendorId: fc.constantFrom('GenuineIntel', null),
        topology: fc.constant({ sockets: 1, dies: 1, clusters: 1, cores: 4, threads: 2 }),
      },
      { requiredKeys: ['policies'] },
    ),
  });
}

function nameText(): fc.Arbitrary<string> {
  const odd = fc.constantFrom('__proto__', 'constructor', '<b>', 'kvm-01 (2)', '\u202e', 'toString', '🙂');
  return fc.oneof(
    odd,
    fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).map((text) => `x${text.trim()}`),
  );
}
