import type { Ref } from 'react';
import { type LeftOut, leftOutOfVirsh, type NotDeployed } from '../../fleet/answer/left-out.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import type { GuestView } from '../guest/view/guest-view.ts';
import { Code } from '../ui/code.tsx';
import { Field, RuledInput } from '../ui/field.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import styles from './output.module.css';
import { setOutput, useOutput } from './output-state.ts';
import { type ShownOutput, useOutputText } from './output-text.ts';
import { TargetSelect } from './target-select.tsx';
import { TextLines } from './text-lines.tsx';

interface DeploySectionProps {
  readonly view: GuestView;
  readonly shown: Ref<HTMLPreElement>;
}

/** The text that Copy copies, for the chosen platform; the features that virsh has beyond it, and where the text goes. */
export function DeploySection({ view, shown }: DeploySectionProps) {
  const { name } = useOutput();
  const output = useOutputText(view);
  const isXml = output.language === 'xml';
  return (
    <>
      <div className={styles.target}>
        <span className={styles.targetLabel}>Written for</span>
        <TargetSelect />
      </div>
      {output.named && (
        <Field label="Name" className={styles.name}>
          <RuledInput value={name} onType={(typed) => setOutput({ name: typed })} />
        </Field>
      )}
      {output.notes.map((note) => (
        <p key={note} className={styles.note} data-warns="true">
          {note}
        </p>
      ))}
      {output.inDomain === true && (
        <p className={styles.note}>
          The whole domain, with this CPU; nothing else in it was changed.{' '}
          <LinkButton onClick={() => setUi({ domain: undefined })}>Only the CPU</LinkButton>
        </p>
      )}
      <TextLines ref={shown} text={output.text} label={isXml ? 'XML' : titleOf(output)} isXml={isXml} />
      <VirshHasMore derived={view.derived} />
      <PutItIn output={output} />
    </>
  );
}

function titleOf({ target }: ShownOutput): string {
  return target?.title ?? 'libvirt';
}

const reasons: Readonly<Record<NotDeployed['kind'], (count: number) => string>> = {
  never: () => 'that KVM gives to no guest',
  setting: (count) => `that ${count === 1 ? 'needs' : 'need'} a setting`,
  beside: (count) => `that ${count === 1 ? 'counts' : 'count'} only with others`,
  'not-offered': () => 'that QEMU does not give on all of them',
  migration: (count) => `that ${count === 1 ? 'blocks' : 'block'} migration`,
};

const order: readonly NotDeployed['kind'][] = ['never', 'setting', 'beside', 'not-offered', 'migration'];

/** `virsh cpu-baseline has 16 more: 12 that KVM gives to no guest, xsaves and invtsc that block migration.` */
function VirshHasMore({ derived }: { readonly derived: Derived }) {
  const left = leftOutOfVirsh(derived.pool);
  if (left.length === 0) return null;
  const kinds = order.filter((kind) => left.some(({ why }) => why.kind === kind));
  return (
    <p className={styles.note}>
      {`virsh ${derived.pool.command} has `}
      <LinkButton onClick={() => setUi({ guestForm: 'virsh' })}>{`${left.length} more`}</LinkButton>
      {': '}
      {kinds.map((kind, at) => (
        <span key={kind}>
          {at === 0 ? '' : at === kinds.length - 1 ? ' and ' : ', '}
          <Named left={left.filter(({ why }) => why.kind === kind)} />{' '}
          {reasons[kind](left.filter(({ why }) => why.kind === kind).length)}
        </span>
      ))}
      .
    </p>
  );
}

/** Two are named, more are counted. */
function Named({ left }: { readonly left: readonly LeftOut[] }) {
  const [first, second, ...others] = left;
  if (others.length > 0 || first === undefined) return left.length.toLocaleString('en');
  return (
    <>
      <Code>{first.name}</Code>
      {second !== undefined && (
        <>
          {' and '}
          <Code>{second.name}</Code>
        </>
      )}
    </>
  );
}

/** Three steps; the last is what people miss. */
function PutItIn({ output: { target, inDomain = false } }: { readonly output: ShownOutput }) {
  if (target !== undefined && target.id !== 'libvirt') {
    return (
      <p className={styles.note}>
        <b>Put it in:</b> {target.where}. Then power the guest off and start it again: a reboot from inside
        keeps the old CPU.
      </p>
    );
  }
  return (
    <p className={styles.note}>
      <b>Put it in:</b> <code>virsh edit NAME</code>
      {inDomain ? (
        ', replacing everything there'
      ) : (
        <>
          , replacing its <code>{'<cpu>'}</code>
        </>
      )}
      ; then power off and start. A reboot from inside keeps the old CPU.
    </p>
  );
}
