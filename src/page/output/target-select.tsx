import { Select } from '../ui/select.tsx';
import { type OutputState, setOutput } from './output-state.ts';

/** The platform that the text is for. */
export function TargetSelect({ state }: { readonly state: OutputState }) {
  const targets = state.targets ?? [];
  return (
    <Select
      look="boxed"
      aria-label="Write it for"
      value={state.target}
      onChoose={(target) => setOutput({ target })}
    >
      <option value="libvirt">libvirt</option>
      {targets
        .filter(({ id }) => id !== 'libvirt')
        .map(({ id, title }) => (
          <option key={id} value={id}>
            {title}
          </option>
        ))}
    </Select>
  );
}
