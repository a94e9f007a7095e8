import { useId, useState } from 'react';
import type { Answer } from '../../../cpu/definition/result.ts';
import { refusalWords } from '../../phrases/refusal-words.ts';
import { announce } from '../../ui/announce.ts';
import { FieldLabel, RuledInput } from '../../ui/field.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { explainField } from '../view/explaining.ts';
import styles from '../view/wide.module.css';

type Parts = Readonly<Record<string, string>>;

interface PartsFieldProps<Value> {
  /** Its name in the XML, for the explanation. */
  readonly field: string;
  /** By part. A part that loses its label while it has the focus stays until the focus leaves. */
  readonly labels: Parts;
  /** The values in use, by part; '' = absent. */
  readonly values: Parts;
  /** Parts that are chosen elsewhere and belong to the same element. */
  readonly fixed?: Parts;
  /** Not written in this mode. */
  readonly disabled?: boolean;
  readonly read: (parts: Parts) => Answer<Value>;
  readonly onRead: (value: Value) => void;
}

/**
 * Typed parts of one element. What libvirt takes is in force at once; what it refuses stays as it was typed while the
 * last good state stays in force. libvirt's words come when the focus leaves: what is half typed is no mistake, and
 * nothing moves meanwhile.
 */
export function PartsField<Value>({
  field,
  labels,
  values,
  fixed,
  disabled,
  read,
  onRead,
}: PartsFieldProps<Value>) {
  const id = useId();
  const [draft, setDraft] = useState<Parts>();
  const [kept, setKept] = useState<Parts>();
  const shownLabels = Object.entries({ ...kept, ...labels });
  const refused = draft === undefined ? undefined : read({ ...fixed, ...draft });
  const message = refused === undefined || refused.ok ? undefined : refused.error.message;
  const sentence =
    message &&
    `${visibleText(refusalWords(message)).replace(/\.?$/, '.')} The last valid value is still used.`;
  const isTyped = kept !== undefined;
  const shown = message === undefined && !isSame(draft, values) ? values : (draft ?? values);

  function type(part: string, text: string): void {
    const next = { ...shown, [part]: text };
    setDraft(next);
    const typed = read({ ...fixed, ...next });
    if (typed.ok) onRead(typed.value);
  }

  if (shownLabels.length === 0) return null;
  return (
    <div className={styles.parts}>
      {shownLabels.map(([part, label]) => (
        // biome-ignore lint/a11y/noLabelWithoutControl: the input is among the children
        <label key={part} className={styles.part}>
          <FieldLabel label={label} onClick={explainField(field)} />
          <RuledInput
            value={shown[part] ?? ''}
            data-draft={message === undefined ? undefined : ''}
            disabled={disabled}
            inputMode={field === 'vendor_id' ? 'text' : 'numeric'}
            aria-invalid={message !== undefined && isAbout(message, part, shownLabels)}
            aria-describedby={`${id}-message`}
            onFocus={() => setKept(labels)}
            onBlur={() => {
              setKept(undefined);
              if (sentence !== undefined) announce(sentence);
            }}
            onType={(text) => type(part, text)}
          />
        </label>
      ))}
      <p id={`${id}-message`} className={styles.message} hidden={sentence === undefined || isTyped}>
        {!isTyped && sentence}
      </p>
    </div>
  );
}

/** `01` is typed and 1 is in force: the same, so that typing is not corrected under the person's hand. */
function isSame(draft: Parts | undefined, values: Parts): boolean {
  if (draft === undefined) return true;
  return Object.entries(values).every(([part, value]) => {
    const typed = draft[part] ?? '';
    return (
      typed === value || (value !== '' && Number(typed) === Number(value)) || (typed === '' && value === '1')
    );
  });
}

function isAbout(message: string, part: string, parts: readonly (readonly [string, string])[]): boolean {
  const named = parts.map(([name]) => name).find((name) => message.includes(`'${name}'`));
  return named === undefined || named === part;
}
