import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { Glyph } from './glyph.tsx';

interface DialogProps {
  readonly title: string;
  /** Once it is closed: by Esc, its ✕, a click outside, or `close` of a button inside (`<form method=dialog>`). */
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** For a table. */
  readonly wide?: boolean;
  /** Buttons, at the foot. */
  readonly foot?: ReactNode;
}

/** The platform's modal dialog, open for as long as it is mounted; the focus goes back where it was. */
export function Dialog({ title, onClose, children, wide = false, foot }: DialogProps) {
  const id = useId();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc is the key, and the dialog knows it by itself
    <dialog
      ref={showModal}
      aria-labelledby={id}
      className={styles.dialog}
      data-wide={wide}
      onClose={onClose}
      onClick={(event) => {
        // Only the backdrop is the dialog itself: its content fills it.
        if (event.target === event.currentTarget) event.currentTarget.close();
      }}
    >
      <div className={styles.sheet}>
        <header className={styles.head}>
          <h2 id={id}>{title}</h2>
          <Button
            look="quiet"
            size="pane"
            aria-label="Close"
            onClick={(event) => event.currentTarget.closest('dialog')?.close()}
          >
            <Glyph name="close" />
          </Button>
        </header>
        <div className={styles.body}>{children}</div>
        {foot !== undefined && <footer className={styles.foot}>{foot}</footer>}
      </div>
    </dialog>
  );
}

/** React's autoFocus comes before the dialog is open, so what shall have the focus carries `data-autofocus`. */
function showModal(dialog: HTMLDialogElement | null): void {
  if (dialog === null || dialog.open) return;
  dialog.showModal();
  dialog.querySelector<HTMLElement>('[data-autofocus]')?.focus();
}
