import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { explainField } from '../view/explaining.ts';
import { chooseField, type FieldValue, type GuestView } from '../view/guest-view.ts';
import { isWritten, NOT_SET, type PlainField, plainFields } from './field-values.ts';

interface PlainSelectProps {
  readonly view: GuestView;
  readonly field: PlainField;
}

/** A field of the guest CPU whose values libvirt lists. */
export function PlainSelect({ view, field }: PlainSelectProps) {
  const { label, values, optional } = plainFields[field];
  const { cpu } = view.guest;
  return (
    <Field label={label} onLabel={explainField(field)}>
      <Select
        look="ruled"
        mono
        value={cpu[field] ?? NOT_SET}
        disabled={!isWritten(field, cpu.mode)}
        onChoose={(value) =>
          chooseField(view, field, value === NOT_SET ? undefined : (value as FieldValue<PlainField>))
        }
      >
        {optional && <option value={NOT_SET}>not set</option>}
        {values.map((value) => (
          <option key={value} value={value}>
            {value}
          </option>
        ))}
      </Select>
    </Field>
  );
}
