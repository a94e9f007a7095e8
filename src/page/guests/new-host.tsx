import { useRef } from 'react';
import { addBits, emptyBits } from '../../bits/bits.ts';
import { encode, namesIn } from '../../cpu/x86/encode.ts';
import { levelOf } from '../../cpu/x86/level.ts';
import { plural } from '../../fleet/wording/phrases.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { Code } from '../ui/code.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import styles from './guests.module.css';
import type { ShownGuests } from './use-guests.ts';

interface NewHostProps {
  readonly derived: Derived;
  readonly shown: ShownGuests;
}

/** The features that QEMU must give on a host for all of these guests, group by group. */
export function NewHost({ derived, shown }: NewHostProps) {
  const { fleet, rows } = shown;
  if (rows.length === 0) return <Help />;
  return (
    <div className={styles.pane}>
      <div className={styles.paneHead}>
        <h2>New host</h2>
      </div>
      {fleet.groups.map((group, at) => {
        const own = rows.filter((row) => row.group === at);
        return own.length === 0 ? null : (
          <Needs key={group.name} name={group.name} rows={own} derived={derived} />
        );
      })}
      <p className={styles.quiet}>Choose a cell for the reason and the smallest change.</p>
    </div>
  );
}

function Help() {
  return (
    <div className={styles.pane}>
      <div className={styles.paneHead}>
        <h2>Guests</h2>
      </div>
      <p className={styles.quiet}>
        A guest is an existing virtual machine. It is not a host: it does not change the answer above.
      </p>
    </div>
  );
}

interface NeedsProps {
  readonly name: string;
  readonly rows: ShownGuests['rows'];
  readonly derived: Derived;
}

function Needs({ name, rows, derived: { map } }: NeedsProps) {
  const list = useRef<HTMLParagraphElement>(null);
  const bits = emptyBits(map.words.length);
  let guests = 0;
  for (const { kind, guests: alike } of rows) {
    const { cpu } = kind;
    if (cpu?.mode !== 'custom') continue;
    const asked = encode(map, cpu);
    if (!asked.ok) continue;
    addBits(bits, asked.value);
    guests += alike.length;
  }
  const names = namesIn(map, bits);
  if (guests === 0) return null;
  return (
    <div className={styles.part}>
      <div className={styles.partHead}>
        <h3>
          Needed by all {plural(guests, 'guest')} of {name}
        </h3>
        <CopyButton text={() => `${names.join('\n')}\n`} shown={list} what="the features" />
      </div>
      <p>
        {levelOf(map, bits).name}, {plural(names.length, 'feature')} of QEMU there:
      </p>
      <p ref={list} className={styles.names}>
        {names.slice(0, 40).map((feature) => (
          <Code key={feature}>{feature}</Code>
        ))}
        {names.length > 40 && ` and ${names.length - 40} more`}
      </p>
    </div>
  );
}
