import { memo } from 'react';
import { listedAsDisable } from '../../../cpu/x86/candidates.ts';
import type { ModelChoice } from '../../../fleet/guest/guest.ts';
import { plural } from '../../../fleet/wording/phrases.ts';
import { explain } from '../../../workspace/stores/ui.ts';
import { visibleText } from '../../ui/visible-text.ts';
import styles from './model-list.module.css';

interface ModelRowProps {
  readonly id: string;
  readonly choice: ModelChoice;
  readonly hosts: number;
  readonly isLibvirts: boolean;
  readonly isTaken: boolean;
  readonly isLookedAt: boolean;
  readonly onChoose: () => void;
}

export const ModelRow = memo(
  function ModelRow({ id, choice, hosts, isLibvirts, isTaken, isLookedAt, onChoose }: ModelRowProps) {
    const { model, require, runsAsIs } = choice;
    const asIs = `${runsAsIs.toLocaleString('en')} of ${hosts.toLocaleString('en')}`;
    return (
      // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox has the focus and the keys
      // biome-ignore lint/a11y/useFocusableInteractive: options are pointed at by aria-activedescendant
      <div
        id={id}
        role="option"
        aria-selected={isTaken}
        aria-label={optionName(choice, { isLibvirts, asIs })}
        className={styles.row}
        data-chosen={choice.chosen}
        data-looked={isLookedAt}
        // The focus stays in the field, whose keys go on working.
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          explain({ kind: 'model', model: model.name });
          onChoose();
        }}
      >
        <span className={styles.name}>{visibleText(model.name)}</span>
        <span className={styles.require}>{require.length}</span>
        <span className={styles.disable}>{disableWords(listedAsDisable(choice), isLibvirts)}</span>
        <span className={styles.asIs} data-all={runsAsIs === hosts}>
          {asIs}
        </span>
      </div>
    );
  },
  // The handler is made anew on each paint and does the same.
  (before, after) => {
    const { onChoose: _before, ...a } = before;
    const { onChoose: _after, ...b } = after;
    return Object.entries(a).every(([key, value]) => value === b[key as keyof typeof b]);
  },
);

function disableWords(disable: readonly string[], isLibvirts: boolean) {
  if (isLibvirts && disable.length === 0) return <i>none; libvirt's choice</i>;
  if (disable.length === 0) return '–';
  return (
    <>
      {isLibvirts && <i>libvirt's choice; </i>}
      {disable.length}{' '}
      <span className={styles.disabled}>
        {visibleText(firstNames(disable, isLibvirts ? ROOM - 18 : ROOM))}
      </span>
    </>
  );
}

/** Characters that the column holds; what marks libvirt's choice takes 18 of them. */
const ROOM = 24;

/** Whole names only, as many as there is room for. */
function firstNames(names: readonly string[], room: number): string {
  let shown = names[0] ?? '';
  for (const name of names.slice(1)) {
    if (shown.length + name.length + 1 > room) return `${shown} …`;
    shown += ` ${name}`;
  }
  return shown;
}

function optionName(
  choice: ModelChoice,
  { isLibvirts, asIs }: { isLibvirts: boolean; asIs: string },
): string {
  const { model, require } = choice;
  const disable = listedAsDisable(choice);
  const mark = isLibvirts ? ", libvirt's choice" : '';
  const less = disable.length === 0 ? 'disable none' : `disable ${plural(disable.length, 'feature')}`;
  return `${visibleText(model.name)}${mark}, require ${require.length}, ${less}, as is on ${asIs} hosts`;
}
