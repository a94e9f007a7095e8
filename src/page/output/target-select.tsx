import { useSettings } from '../../workspace/hooks.ts';
import { setSettings } from '../../workspace/stores/settings.ts';
import { Select } from '../ui/select.tsx';
import { useOutput } from './output-state.ts';

/** The platform that the text is for. */
export function TargetSelect() {
  const { targets = [] } = useOutput();
  const chosen = useSettings((state) => state.target);
  return (
    <Select
      look="boxed"
      aria-label="Write it for"
      value={chosen}
      onChoose={(target) => setSettings({ target })}
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
