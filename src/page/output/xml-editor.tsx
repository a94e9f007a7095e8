import { type KeyboardEvent, useId } from 'react';
import { flushSync } from 'react-dom';
import { replaceGuest } from '../../workspace/model/actions.ts';
import { edit } from '../../workspace/stores/store.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import type { GuestView } from '../guest/view/guest-view.ts';
import { refusalWords } from '../phrases/refusal-words.ts';
import { Button } from '../ui/button.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { TYPED, useSay } from '../ui/use-say.ts';
import { visibleText } from '../ui/visible-text.ts';
import styles from './output.module.css';
import { setOutput, type XmlDraft } from './output-state.ts';
import { readHandWritten } from './xml-mistake.ts';

interface XmlEditorProps {
  readonly view: GuestView;
  readonly draft: XmlDraft;
  /** Something else is the next sensible step. */
  readonly pressing: boolean;
}

/** The XML by hand. What is right takes effect as it is typed; what isn't stays as it is, and is marked. */
export function XmlEditor({ view, draft, pressing }: XmlEditorProps) {
  const id = useId();
  const { pool } = view.derived;
  const read = readHandWritten(pool, draft.text);
  const mistake = read.ok ? undefined : read.mistake;
  const sentence = mistake && `Line ${mistake.line}: ${visibleText(refusalWords(mistake.message))}`;
  useSay(sentence ?? 'Valid. Applied.', sentence, TYPED);

  function type(text: string): void {
    const typed = readHandWritten(pool, text);
    setOutput({ draft: { ...draft, text, isWrong: !typed.ok } });
    if (!typed.ok) return;
    setUi({ domain: typed.domain });
    if (typed.choices !== undefined) edit(replaceGuest(typed.choices));
  }

  function cancel(): void {
    edit(replaceGuest(draft.before));
    setUi({ domain: draft.domainBefore });
    leave();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    cancel();
  }

  return (
    <section className={styles.output} aria-label="Output">
      <div className={styles.fixed}>
        <div className={styles.head}>
          <h3 id={id}>XML, by hand</h3>
          <span className={styles.tools}>
            <Button size="pane" onClick={cancel}>
              Cancel
            </Button>
            <Button
              size="pane"
              look={pressing || mistake !== undefined ? 'plain' : 'filled'}
              unavailable={mistake !== undefined}
              aria-describedby={`${id}-mistake`}
              onClick={leave}
            >
              Done
            </Button>
          </span>
        </div>
        <div id={`${id}-mistake`} className={styles.mistake}>
          {mistake === undefined ? (
            <p>
              Changes apply as you type. Esc undoes all of them. A whole <code>{'<domain>'}</code> works too:
              it comes back with this CPU.
            </p>
          ) : (
            <>
              <Glyph name="lacks" />
              <p>
                {sentence}
                <br />
                The last valid text is still used.
              </p>
            </>
          )}
        </div>
      </div>
      <div ref={bringIntoView} className={styles.editor}>
        {mistake !== undefined && (
          <div ref={markLine(mistake.line)} className={styles.band} data-mistaken-line />
        )}
        <Gutter text={draft.text} wrong={mistake?.line} />
        <textarea
          // biome-ignore lint/a11y/noAutofocus: the person asked to edit it
          autoFocus
          className={styles.area}
          aria-labelledby={id}
          aria-invalid={mistake !== undefined}
          aria-describedby={`${id}-mistake`}
          spellCheck={false}
          autoComplete="off"
          rows={draft.text.split('\n').length}
          value={draft.text}
          onChange={(event) => type(event.target.value)}
          onKeyDown={onKeyDown}
        />
      </div>
    </section>
  );
}

/** Back to the text as it is shown, and to the button that led here. */
function leave(): void {
  flushSync(() => setOutput({ draft: undefined }));
  document.querySelector<HTMLElement>('[data-edit-xml]')?.focus();
}

/** Styles may not be in markup (the page's policy), so the place is set on the element. */
function markLine(line: number): (band: HTMLElement | null) => void {
  return (band) => band?.style.setProperty('--line-above', String(line - 1));
}

function Gutter({ text, wrong }: { readonly text: string; readonly wrong: number | undefined }) {
  return (
    <div className={styles.gutter} aria-hidden="true">
      {text.split('\n').map((_line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is its identity
        <div key={index} data-wrong={index + 1 === wrong}>
          {index + 1}
        </div>
      ))}
    </div>
  );
}

/** Shows as much of it as there is room for: the focus alone brings only the line of the caret. */
function bringIntoView(editor: HTMLElement | null): void {
  editor?.scrollIntoView({ block: 'nearest' });
}
