import type { Ref } from 'react';
import type { Derived } from '../../workspace/derived/derived.ts';
import { useUi } from '../../workspace/hooks.ts';
import type { VirshAsked } from '../../workspace/model/virsh-asked.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { Checkbox } from '../ui/checkbox.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { visibleText } from '../ui/visible-text.ts';
import styles from './output.module.css';
import { TextLines } from './text-lines.tsx';
import { commandLine, commands, notesOf, usualQuestion, virshText } from './virsh-text.ts';

interface VirshSectionProps {
  readonly derived: Derived;
  readonly shown: Ref<HTMLPreElement>;
}

/** The output of virsh itself, to the byte, with the reason beside each line that is not deployed. */
export function VirshSection({ derived, shown }: VirshSectionProps) {
  const asked = useVirshAsked(derived);
  const printed = virshText(derived, asked);
  return (
    <>
      <Question derived={derived} asked={asked} />
      {printed?.cpu !== undefined && printed.text !== undefined && (
        <TextLines
          ref={shown}
          text={printed.text}
          label="Output of virsh"
          isXml
          notes={notesOf(derived, printed.cpu)}
        />
      )}
      {printed?.error !== undefined && (
        <p className={styles.note} data-warns="true">
          virsh prints no CPU: <code>{visibleText(printed.error)}</code>
        </p>
      )}
    </>
  );
}

/** The question in force: what was chosen, as far as these hosts can answer it. */
export function useVirshAsked(derived: Derived): VirshAsked {
  const chosen = useUi((state) => state.virsh);
  const usual = usualQuestion(derived);
  if (chosen === undefined) return usual;
  return derived.virsh(chosen) === undefined ? { ...chosen, command: usual.command } : chosen;
}

function Question({ derived, asked }: { readonly derived: Derived; readonly asked: VirshAsked }) {
  const choose = (patch: Partial<VirshAsked>): void => setUi({ virsh: { ...asked, ...patch } });
  const other = commands.find(
    (command) => command !== asked.command && derived.virsh({ ...asked, command }) !== undefined,
  );
  const isTest = asked.connection === 'test';
  return (
    <div className={styles.question}>
      <p className={styles.command}>
        <code>{commandLine(asked)}</code>
      </p>
      <Checkbox checked={asked.migratable} onCheck={(migratable) => choose({ migratable })}>
        <code>--migratable</code>
      </Checkbox>
      <Checkbox checked={asked.expand} onCheck={(expand) => choose({ expand })}>
        <code>--features</code>
      </Checkbox>
      {other !== undefined && (
        <span>
          or <LinkButton onClick={() => choose({ command: other })}>{other}</LinkButton>
        </span>
      )}
      {asked.command === 'cpu-baseline' && (
        <span>
          {isTest ? "libvirt's own function, or " : 'or '}
          <LinkButton
            title={isTest ? undefined : "The answer of libvirt's own function, without the QEMU driver"}
            onClick={() => choose({ connection: isTest ? 'qemu' : 'test' })}
          >
            {isTest ? 'qemu:///system' : 'test:///default'}
          </LinkButton>
        </span>
      )}
    </div>
  );
}
