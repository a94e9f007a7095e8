import type { Cache, MaxPhysAddr } from '../../cpu/definition/definition.ts';
import type { FleetHost } from '../pool/fleet.ts';
import { code, type Phrase, text } from '../wording/phrases.ts';
import type { LintFix, LintInput, LintItem, LintRule } from './lint-item.ts';
import { namedHosts } from './lint-words.ts';

/** `<cache>`, `<maxphysaddr>` and `<topology>` that libvirt reads, and its QEMU driver then refuses to start. */
export const partRules: readonly LintRule[] = [
  refusedCache,
  refusedClusters,
  refusedAddressBits,
  tooManyAddressBits,
];

function refusedCache({ guest: { cpu } }: LintInput): LintItem | undefined {
  const { cache, mode } = cpu;
  if (cache === undefined) return undefined;
  if (cache.mode === 'emulate' && cache.level !== 3) {
    const fix = { label: 'Set level 3', step: 'cache level 3', fields: { cache: { ...cache, level: 3 } } };
    return refused('cache', [code('emulate'), text(' needs level 3')], fix);
  }
  if (cache.mode === 'passthrough' && mode !== 'host-passthrough' && mode !== 'maximum') {
    const needs = [code('passthrough'), text(' needs mode '), code('host-passthrough'), text(' or maximum')];
    return refused('cache', needs, { label: 'Drop the cache', step: 'no cache', fields: { cache: null } });
  }
  if (cache.mode === 'emulate' || cache.level === undefined) return undefined;
  const whole: Cache = { mode: cache.mode };
  const takes = [code(cache.mode), text(' is for all levels and has no level')];
  return refused('cache', takes, {
    label: 'Drop the level',
    step: 'no cache level',
    fields: { cache: whole },
  });
}

/** Only Arm's machines in QEMU have clusters. */
function refusedClusters({ pool, guest: { cpu } }: LintInput): LintItem | undefined {
  const { topology } = cpu;
  if (topology === undefined || topology.clusters === 1) return undefined;
  if (pool.driver !== 'x86' && pool.driver !== 'ppc64') return undefined;
  const { clusters, cores } = topology;
  return refused('topology', [text("QEMU's machines for it have no clusters")], {
    label: `Set ${clusters * cores} cores`,
    step: 'no clusters',
    fields: { topology: { ...topology, clusters: 1, cores: clusters * cores } },
  });
}

function refusedAddressBits({ guest: { cpu } }: LintInput): LintItem | undefined {
  const { maxphysaddr } = cpu;
  if (maxphysaddr?.mode === 'emulate' && maxphysaddr.bits === undefined) {
    const fix: LintFix = { label: 'Drop it', step: 'no maxphysaddr', fields: { maxphysaddr: null } };
    return refused('maxphysaddr', [code('emulate'), text(' needs a number of bits')], fix);
  }
  if (maxphysaddr?.mode !== 'passthrough' || maxphysaddr.bits === undefined) return undefined;
  const { bits: _bits, ...own } = maxphysaddr;
  const fields: { maxphysaddr: MaxPhysAddr } = { maxphysaddr: own };
  const takes = [code('passthrough'), text(" uses the host's bits and no other number")];
  return refused('maxphysaddr', takes, { label: 'Drop the bits', step: 'no address bits', fields });
}

function refused(element: string, why: readonly Phrase[], fix: LintFix): LintItem {
  return {
    id: `refused-${element}`,
    glyph: 'warning',
    sentence: [text('libvirt starts no KVM guest with this '), code(element), text(': '), ...why, text('.')],
    fix,
  };
}

/** Hosts say their bits in capabilities; those that say nothing are not counted. */
function tooManyAddressBits({ pool, guest }: LintInput): LintItem | undefined {
  const { maxphysaddr } = guest.cpu;
  if (maxphysaddr?.mode !== 'emulate' || maxphysaddr.bits === undefined) return undefined;
  const wanted = maxphysaddr.bits;
  const fewer = pool.kinds.flatMap(({ included }) =>
    included.flatMap((host) => {
      const bits = addressBits(host);
      return bits !== undefined && bits < wanted ? [{ host, bits }] : [];
    }),
  );
  if (fewer.length === 0) return undefined;
  const least = Math.min(...fewer.map(({ bits }) => bits));
  const most = fewer.every(({ bits }) => bits === least) ? `${least}` : `${least} or a few more`;
  return {
    id: 'address-bits',
    glyph: fewer.length === 1 ? 'only-lacks' : 'lacks',
    sentence: [
      ...namedHosts(fewer.map(({ host }) => host)),
      text(`${fewer.length === 1 ? ' has' : ' have'} ${most} physical address bits, the guest asks for `),
      text(`${wanted}: libvirt does not start it there.`),
    ],
    fix: {
      label: `Ask for ${least}`,
      step: `${least} physical address bits`,
      fields: { maxphysaddr: { ...maxphysaddr, bits: least } },
    },
  };
}

function addressBits({ cpu }: FleetHost): number | undefined {
  return cpu.kind === 'host' || cpu.kind === 'guest' ? cpu.cpu.maxphysaddr?.bits : undefined;
}
