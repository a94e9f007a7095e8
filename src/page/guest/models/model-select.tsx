import type { ModelChoice } from '../../../fleet/guest/guest.ts';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { explainField } from '../view/explaining.ts';
import { chooseField, type GuestView } from '../view/guest-view.ts';

/** The model as a native select, closest first: for the narrow pane. */
export function ModelSelect({ view }: { readonly view: GuestView }) {
  const { derived, guest } = view;
  const choices = derived.pool.driver === 'x86' ? derived.models() : [];
  const { model } = guest.cpu;
  const [best, ...others] = choices;
  const isListed = choices.some((choice) => choice.model.name === model);
  return (
    <Field label="Model" onLabel={explainField('model')}>
      <Select
        look="ruled"
        mono
        value={model ?? ''}
        disabled={model === undefined}
        onChoose={(name) => chooseField(view, 'model', name)}
      >
        {model === undefined && <option value="">the host's</option>}
        {model !== undefined && !isListed && <option value={model}>{visibleText(model)}</option>}
        {best !== undefined && (
          <optgroup label="libvirt's choice">
            <ModelOption choice={best} />
          </optgroup>
        )}
        <optgroup label="The other models, closest first">
          {others.map((choice) => (
            <ModelOption key={choice.model.name} choice={choice} />
          ))}
        </optgroup>
      </Select>
    </Field>
  );
}

function ModelOption({ choice }: { readonly choice: ModelChoice }) {
  return <option value={choice.model.name}>{visibleText(choice.model.name)}</option>;
}
