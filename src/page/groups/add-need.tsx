import { useId, useState } from 'react';
import type { CpuMap } from '../../cpu-map/cpu-map.ts';
import { namedNeeds, needCalled } from '../../fleet/needs/need.ts';
import { toggleNeed, uiStore } from '../../workspace/stores/ui.ts';
import { announce } from '../ui/announce.ts';
import { visibleText } from '../ui/visible-text.ts';
import styles from './needs.module.css';

/** `v3`, `nested`, any feature: typed, and added by Enter. */
export function AddNeed({ map }: { readonly map: CpuMap }) {
  const id = useId();
  const [text, setText] = useState('');
  const [mistake, setMistake] = useState<string>();

  function add(): void {
    const typed = text.trim();
    if (typed === '') return;
    const need = needCalled(map, typed);
    if (need === undefined) {
      setMistake(`libvirt ${map.release} knows no feature ${visibleText(typed)}.`);
      return;
    }
    if (!uiStore.getState().needs.includes(need.id)) toggleNeed(need.id);
    announce(`A guest must have ${need.id}.`);
    setText('');
    setMistake(undefined);
  }

  return (
    <form
      className={styles.add}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <input
        type="text"
        list={`${id}-needs`}
        aria-label="Add a need"
        aria-invalid={mistake !== undefined}
        aria-describedby={mistake === undefined ? undefined : `${id}-mistake`}
        placeholder="Add a need: v3, nested, md-clear"
        autoComplete="off"
        spellCheck={false}
        value={text}
        onChange={({ target: { value } }) => {
          setText(value);
          setMistake(undefined);
        }}
      />
      <datalist id={`${id}-needs`}>
        {[...namedNeeds(), ...map.features.map(({ name }) => name)].map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
      {mistake !== undefined && (
        <p id={`${id}-mistake`} role="alert">
          {mistake}
        </p>
      )}
    </form>
  );
}
