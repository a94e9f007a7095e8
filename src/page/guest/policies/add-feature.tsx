import { type FormEvent, memo, useId, useState } from 'react';
import { type Policy, policies } from '../../../cpu/definition/definition.ts';
import type { CpuMap } from '../../../cpu-map/cpu-map.ts';
import { mapTitle } from '../../../fleet/wording/phrases.ts';
import { setPolicies } from '../../../workspace/model/actions.ts';
import { edit } from '../../../workspace/stores/store.ts';
import { announce } from '../../ui/announce.ts';
import { Button } from '../../ui/button.tsx';
import { RuledInput } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { GuestView } from '../view/guest-view.ts';
import styles from './policies.module.css';

interface AddFeatureProps {
  readonly view: GuestView;
  /** It then stands as a row, also when it is required. */
  readonly onAdded: (name: string) => void;
}

/** A feature of the CPU map by name; a name that the map lacks is refused, and stays as it was typed. */
export function AddFeature({ view, onAdded }: AddFeatureProps) {
  const id = useId();
  const [typed, setTyped] = useState('');
  const [policy, setPolicy] = useState<Policy>('require');
  const [refused, setRefused] = useState<string>();
  const { map } = view.derived;

  function add(event: FormEvent): void {
    event.preventDefault();
    const name = typed.trim();
    if (name === '') return;
    const objection = objectionTo(view, name);
    setRefused(objection);
    if (objection !== undefined) return;
    edit(setPolicies([{ name, policy }]));
    announce(`${name}: ${policy}.`);
    onAdded(name);
    setTyped('');
  }

  return (
    <form className={styles.add} onSubmit={add}>
      <RuledInput
        data-draft={typed.trim() === '' ? undefined : ''}
        aria-label="Add a feature"
        placeholder="Add a feature"
        list={`${id}-features`}
        value={typed}
        data-add-feature
        aria-invalid={refused !== undefined}
        aria-describedby={`${id}-refused`}
        onType={(text) => {
          setTyped(text);
          setRefused(undefined);
        }}
      />
      <FeatureOptions id={`${id}-features`} map={map} />
      <Select
        mono
        aria-label="Policy of the added feature"
        value={policy}
        onChoose={(value) => setPolicy(value as Policy)}
      >
        {policies.map((known) => (
          <option key={known} value={known}>
            {known}
          </option>
        ))}
      </Select>
      <Button type="submit" size="pane">
        Add
      </Button>
      <p id={`${id}-refused`} className={styles.refused} hidden={refused === undefined}>
        {refused}
      </p>
    </form>
  );
}

interface FeatureOptionsProps {
  readonly id: string;
  readonly map: CpuMap;
}

/** Hundreds of options that stay while the field is typed in. */
const FeatureOptions = memo(function FeatureOptions({ id, map }: FeatureOptionsProps) {
  return (
    <datalist id={id}>
      {map.features.map(({ name }) => (
        <option key={name} value={name} />
      ))}
    </datalist>
  );
});

function objectionTo({ derived: { map }, guest }: GuestView, name: string): string | undefined {
  const shown = visibleText(name);
  if (!map.featureByName.has(name)) {
    const meant = map.features.find(({ aliases }) => aliases.some((alias) => alias.name === name));
    const hint = meant === undefined ? '' : ` It calls it ${visibleText(meant.name)}.`;
    return `${visibleText(mapTitle(map.release))} knows no feature named ${shown}.${hint}`;
  }
  return guest.cpu.features.some((feature) => feature.name === name)
    ? `${shown} is on the list already.`
    : undefined;
}
