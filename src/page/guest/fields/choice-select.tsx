import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import { explainField } from '../view/explaining.ts';
import { NOT_SET } from './field-values.ts';

interface ChoiceSelectProps<Value extends string> {
  readonly label: string;
  /** Its name in the XML, for the explanation. */
  readonly field: string;
  readonly value: Value | undefined;
  readonly values: readonly Value[];
  readonly disabled?: boolean;
  readonly onChoose: (value: Value | undefined) => void;
}

/** A select that begins with "not set". */
export function ChoiceSelect<Value extends string>(props: ChoiceSelectProps<Value>) {
  const { label, field, value, values, disabled, onChoose } = props;
  return (
    <Field label={label} onLabel={explainField(field)}>
      <Select
        look="ruled"
        mono
        value={value ?? NOT_SET}
        disabled={disabled}
        onChoose={(chosen) => onChoose(values.find((known) => known === chosen))}
      >
        <option value={NOT_SET}>not set</option>
        {values.map((known) => (
          <option key={known} value={known}>
            {visibleText(known)}
          </option>
        ))}
      </Select>
    </Field>
  );
}
