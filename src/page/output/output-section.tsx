import { useRef } from 'react';
import type { GuestView } from '../guest/view/guest-view.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Field, RuledInput } from '../ui/field.tsx';
import styles from './output.module.css';
import { setOutput, useOutput } from './output-state.ts';
import { outputText } from './output-text.ts';
import { TargetSelect } from './target-select.tsx';
import { TextLines } from './text-lines.tsx';
import { XmlEditor } from './xml-editor.tsx';

interface OutputSectionProps {
  readonly view: GuestView;
  /** Something else is the next sensible step: Copy steps back. */
  readonly pressing: boolean;
}

/** The guest CPU as text, for libvirt or another platform: shown, copied, edited by hand. */
export function OutputSection({ view, pressing }: OutputSectionProps) {
  const state = useOutput();
  const shown = useRef<HTMLPreElement>(null);
  if (state.draft !== undefined) return <XmlEditor view={view} draft={state.draft} pressing={pressing} />;
  const output = outputText(view, state);
  const what = output.language === 'xml' ? 'XML' : 'text';
  return (
    <section className={styles.output} aria-label="Output">
      <div className={styles.head}>
        <h3>{output.language === 'xml' ? 'XML' : 'Text'}</h3>
        <span className={styles.tools}>
          <TargetSelect state={state} />
          {state.target === 'libvirt' && (
            <Button
              size="pane"
              data-edit-xml
              onClick={() => setOutput({ draft: { text: view.guest.xml, before: view.choices } })}
            >
              Edit
            </Button>
          )}
          <CopyButton
            size="pane"
            look={pressing ? 'plain' : 'filled'}
            what={`the ${what}`}
            text={() => output.text}
            shown={shown}
          />
        </span>
      </div>
      {output.named && (
        <Field label="Name" className={styles.name}>
          <RuledInput value={state.name} onType={(name) => setOutput({ name })} />
        </Field>
      )}
      {output.target !== undefined && state.target !== 'libvirt' && (
        <p className={styles.note}>{`Where it goes: ${output.target.where}`}</p>
      )}
      {output.notes.map((note) => (
        <p key={note} className={styles.note} data-warns="true">
          {note}
        </p>
      ))}
      <TextLines ref={shown} text={output.text} label={what} isXml={output.language === 'xml'} />
    </section>
  );
}
