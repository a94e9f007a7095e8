import { type KeyboardEvent, type ReactNode, type ToggleEvent, useId, useRef } from 'react';
import { Button, type ButtonProps } from './button.tsx';
import { Glyph } from './glyph.tsx';
import styles from './menu.module.css';

export interface MenuItem {
  readonly label: ReactNode;
  /** Key or remark, set right and lighter. */
  readonly note?: string | undefined;
  readonly unavailable?: boolean;
  /** One of several of which one holds. */
  readonly checked?: boolean;
  readonly onChoose: () => void;
}

interface MenuProps {
  /** The button's words, or its name when `glyph` is shown instead. */
  readonly label: string;
  readonly glyph?: ReactNode;
  readonly look?: ButtonProps['look'];
  readonly items: readonly MenuItem[];
  readonly className?: string | undefined;
  readonly tabIndex?: number | undefined;
}

const moves: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowUp: (at, count) => (at - 1 + count) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

/** A button and its menu in a popover: Esc, a click outside and a choice close it and give the focus back. */
export function Menu({ label, glyph, look = 'quiet', items, className, tabIndex }: MenuProps) {
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);

  function onToggle(event: ToggleEvent<HTMLDivElement>): void {
    const isOpen = event.newState === 'open';
    button.current?.setAttribute('aria-expanded', String(isOpen));
    if (isOpen) entries(menu.current)[0]?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const move = moves[event.key];
    if (event.key === 'Tab') menu.current?.hidePopover();
    if (move === undefined) return;
    event.preventDefault();
    const all = entries(menu.current);
    all[move(all.indexOf(document.activeElement as HTMLElement), all.length)]?.focus();
  }

  return (
    <>
      <Button
        ref={button}
        look={look}
        className={className}
        tabIndex={tabIndex}
        popoverTarget={id}
        aria-haspopup="menu"
        aria-expanded="false"
        aria-label={glyph === undefined ? undefined : label}
      >
        {glyph ?? (
          <>
            {label}
            <Glyph name="chevron-down" />
          </>
        )}
      </Button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        aria-label={label}
        tabIndex={-1}
        className={styles.menu}
        onBeforeToggle={(event) => event.newState === 'open' && placeUnder(button.current, menu.current)}
        onToggle={onToggle}
        onKeyDown={onKeyDown}
      >
        {items.map((item, index) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: a menu's entries have no other identity
            key={index}
            type="button"
            {...(item.checked === undefined
              ? { role: 'menuitem' }
              : { role: 'menuitemradio', 'aria-checked': item.checked })}
            tabIndex={-1}
            aria-disabled={item.unavailable || undefined}
            className={styles.item}
            onClick={() => {
              if (item.unavailable === true) return;
              menu.current?.hidePopover();
              item.onChoose();
            }}
          >
            <span className={styles.label}>
              {item.checked === true && <Glyph name="check" />}
              {item.label}
            </span>
            {item.note !== undefined && <span className={styles.note}>{item.note}</span>}
          </button>
        ))}
      </div>
    </>
  );
}

function entries(menu: HTMLElement | null): readonly HTMLElement[] {
  return menu === null ? [] : Array.from(menu.querySelectorAll<HTMLElement>('[role^=menuitem]'));
}

/** Anchor positioning is not in every browser that has popovers. */
function placeUnder(button: HTMLElement | null, menu: HTMLElement | null): void {
  if (button === null || menu === null) return;
  const { bottom, left, right } = button.getBoundingClientRect();
  const isRightHalf = left > document.documentElement.clientWidth / 2;
  menu.style.top = `${bottom + 2}px`;
  menu.style.left = isRightHalf ? 'auto' : `${left}px`;
  menu.style.right = isRightHalf ? `${document.documentElement.clientWidth - right}px` : 'auto';
}
