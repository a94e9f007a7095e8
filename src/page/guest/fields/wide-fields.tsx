import {
  type Cache,
  cacheModes,
  type MaxPhysAddr,
  maxPhysAddrModes,
} from '../../../cpu/definition/definition.ts';
import { modeWords } from '../../../fleet/wording/guest-words.ts';
import { Code } from '../../ui/code.tsx';
import { chooseField, type GuestView } from '../view/guest-view.ts';
import styles from '../view/wide.module.css';
import { ChoiceSelect } from './choice-select.tsx';
import { DetailFields } from './detail-fields.tsx';
import { readVendorId } from './field-parse.ts';
import { ModeFields } from './mode-fields.tsx';
import { PartsField } from './parts-field.tsx';
import { PlainSelect } from './plain-select.tsx';

/** Every field that libvirt's `<cpu>` has; what a mode does not write can't be chosen in it. */
export function WideFields({ view }: { readonly view: GuestView }) {
  const { cpu } = view.guest;
  const { map } = view.derived;
  const vendors = new Set([
    ...map.vendors.map(({ name }) => name),
    ...(cpu.vendor === undefined ? [] : [cpu.vendor]),
  ]);
  return (
    <fieldset className={styles.fields}>
      <legend className="visually-hidden">Fields</legend>
      <PlainSelect view={view} field="mode" />
      <PlainSelect view={view} field="match" />
      <PlainSelect view={view} field="fallback" />
      <PlainSelect view={view} field="check" />
      <ChoiceSelect
        label="Vendor"
        field="vendor"
        value={cpu.vendor}
        values={[...vendors]}
        disabled={cpu.mode !== 'custom'}
        onChoose={(vendor) => chooseField(view, 'vendor', vendor)}
      />
      <ChoiceSelect
        label="Topology"
        field="topology"
        value={cpu.topology && 'stated'}
        values={['stated']}
        onChoose={(stated) => chooseField(view, 'topology', stated && oneOfEach)}
      />
      <PartsField
        field="vendor_id"
        labels={{ vendor_id: 'Vendor id' }}
        values={{ vendor_id: cpu.vendorId ?? '' }}
        disabled={cpu.mode !== 'custom' && cpu.mode !== 'host-model'}
        read={({ vendor_id = '' }) => readVendorId(vendor_id, map.dialect)}
        onRead={(id) => chooseField(view, 'vendorId', id)}
      />
      <ChoiceSelect
        label="Cache"
        field="cache"
        value={cpu.cache?.mode}
        values={cacheModes}
        onChoose={(mode) => chooseField(view, 'cache', mode && cacheOf(mode))}
      />
      <ChoiceSelect
        label="Phys. bits"
        field="maxphysaddr"
        value={cpu.maxphysaddr?.mode}
        values={maxPhysAddrModes}
        onChoose={(mode) => chooseField(view, 'maxphysaddr', mode && physAddr(mode))}
      />
      <ModeFields view={view} />
      <DetailFields view={view} />
      <p className={styles.meaning}>
        <Code>{cpu.mode}</Code>
        {`: ${modeWords[cpu.mode]}`}
      </p>
    </fieldset>
  );
}

const oneOfEach = { sockets: 1, dies: 1, clusters: 1, cores: 1, threads: 1 };

/** The settings that libvirt's QEMU driver starts: emulate is of level 3, the other modes are of all levels. */
function cacheOf(mode: Cache['mode']): Cache {
  return mode === 'emulate' ? { level: 3, mode } : { mode };
}

/** QEMU's own number of bits for a named model. */
const usualBits = 40;

/** Bits go with emulate only, a limit with passthrough only. */
function physAddr(mode: MaxPhysAddr['mode']): MaxPhysAddr {
  return mode === 'emulate' ? { mode, bits: usualBits } : { mode };
}
