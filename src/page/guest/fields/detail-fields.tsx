import type { MaxPhysAddr } from '../../../cpu/definition/definition.ts';
import type { Dialect } from '../../../cpu-map/cpu-map.ts';
import { chooseField, type GuestView } from '../view/guest-view.ts';
import { readCache, readMaxPhysAddr, readTopology } from './field-parse.ts';
import { PartsField } from './parts-field.tsx';

/** The numbers of topology, cache and maxphysaddr, where those are set. */
export function DetailFields({ view }: { readonly view: GuestView }) {
  const { topology, cache, maxphysaddr } = view.guest.cpu;
  const { dialect } = view.derived.map;
  return (
    <>
      {topology !== undefined && (
        <PartsField
          field="topology"
          labels={dialect.writesClusters ? topologyLabels : topologyWithoutClusters}
          values={asText(topology)}
          read={(parts) => readTopology(parts, dialect)}
          onRead={(read) => chooseField(view, 'topology', read)}
        />
      )}
      {cache !== undefined && (
        <PartsField
          field="cache"
          labels={cache.mode === 'emulate' || cache.level !== undefined ? { level: 'Cache level' } : {}}
          values={asText({ level: cache.level })}
          fixed={{ mode: cache.mode }}
          read={(parts) => readCache(parts, dialect)}
          onRead={(read) => chooseField(view, 'cache', read)}
        />
      )}
      {maxphysaddr !== undefined && (
        <PartsField
          field="maxphysaddr"
          labels={addressLabels(maxphysaddr, dialect)}
          values={asText({ bits: maxphysaddr.bits, limit: maxphysaddr.limit })}
          fixed={{ mode: maxphysaddr.mode }}
          read={(parts) => readMaxPhysAddr(parts, dialect)}
          onRead={(read) => chooseField(view, 'maxphysaddr', read)}
        />
      )}
    </>
  );
}

/** Bits are shown for passthrough only where they stand already: libvirt's QEMU driver then refuses them. */
function addressLabels({ mode, bits }: MaxPhysAddr, { knowsMaxphysaddrLimit }: Dialect) {
  return {
    ...(mode === 'emulate' || bits !== undefined ? { bits: 'Bits' } : {}),
    ...(mode === 'passthrough' && knowsMaxphysaddrLimit ? { limit: 'Limit' } : {}),
  };
}

const topologyWithoutClusters = { sockets: 'Sockets', dies: 'Dies', cores: 'Cores', threads: 'Threads' };
const topologyLabels = {
  sockets: 'Sockets',
  dies: 'Dies',
  clusters: 'Clusters',
  cores: 'Cores',
  threads: 'Threads',
};

function asText(parts: object): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parts).map(([name, value]) => [name, value === undefined ? '' : String(value)]),
  );
}
