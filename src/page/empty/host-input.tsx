import { type ClipboardEvent, type KeyboardEvent, useState } from 'react';
import { readText, warmReader } from '../../workspace/reading/reader.ts';
import { takeIn } from '../hooks/take-in.ts';
import { Button } from '../ui/button.tsx';
import styles from './host-input.module.css';

interface HostInputProps {
  /** Something was handed to the reader. */
  readonly onRead?: () => void;
}

/** The place for hosts: what is pasted into it is read at once, what is typed when asked to. */
export function HostInput({ onRead }: HostInputProps) {
  const [typed, setTyped] = useState('');

  function read(): void {
    if (typed.trim() === '') return;
    void readText(typed);
    setTyped('');
    onRead?.();
  }

  function onPaste(event: ClipboardEvent): void {
    // In the middle of something typed, a paste is a part of it.
    if (typed !== '' || !takeIn(event.clipboardData)) return;
    event.preventDefault();
    onRead?.();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    read();
  }

  return (
    <div className={styles.frame}>
      <label className={styles.target}>
        <textarea
          className={styles.input}
          // The label stands inside; this only lets CSS know that nothing is typed.
          placeholder=" "
          data-autofocus
          data-draft={typed.trim() === '' ? undefined : ''}
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onFocus={warmReader}
          onPaste={onPaste}
          onKeyDown={onKeyDown}
        />
        <span className={styles.words}>
          Paste or drop the output of <b>virsh capabilities</b> from your hosts. Many files, or many outputs
          in one paste, are fine.
        </span>
      </label>
      {typed.trim() !== '' && (
        <Button look="filled" className={styles.read} title="Ctrl+Enter" onClick={read}>
          Read
        </Button>
      )}
    </div>
  );
}
