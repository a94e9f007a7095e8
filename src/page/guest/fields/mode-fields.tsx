import { chooseField, type GuestView } from '../view/guest-view.ts';
import { ChoiceSelect } from './choice-select.tsx';

const onOff = ['on', 'off'] as const;

/** Attributes that only some modes have. */
export function ModeFields({ view }: { readonly view: GuestView }) {
  const { mode, migratable, deprecatedFeatures } = view.guest.cpu;
  return (
    <>
      {(mode === 'host-passthrough' || mode === 'maximum') && (
        <ChoiceSelect
          label="Migratable"
          field="migratable"
          value={migratable}
          values={onOff}
          onChoose={(value) => chooseField(view, 'migratable', value)}
        />
      )}
      {(mode === 'host-model' || deprecatedFeatures !== undefined) && (
        <ChoiceSelect
          label="Deprecated"
          field="deprecated_features"
          value={deprecatedFeatures}
          values={onOff}
          onChoose={(value) => chooseField(view, 'deprecatedFeatures', value)}
        />
      )}
    </>
  );
}
