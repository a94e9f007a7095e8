import type { ErrorFeatureFacts } from '../../fleet/errors/error-features.ts';
import { type AskingGuests, askingFor } from '../../fleet/guests/asking-for.ts';
import { chooseForm, setUi } from '../../workspace/stores/ui.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { LinkButton } from '../ui/link-button.tsx';
import { visibleText } from '../ui/visible-text.ts';
import styles from './errors.module.css';

const MOST = 8;

interface ErrorGuestsProps {
  readonly features: readonly ErrorFeatureFacts[];
  /** Name of the guest that was refused: it stands first. */
  readonly refused: string | undefined;
}

/** The guests that are here and ask for what the error is about: they would be refused too. */
export function ErrorGuests({ features, refused }: ErrorGuestsProps) {
  const derived = useDerived();
  const known = features.flatMap(({ part, feature }) => (part === 'missing' && feature ? [feature] : []));
  if (derived === undefined || known.length === 0) return null;
  const { grid, guests } = derived.guests();
  const isRefused = ({ kind }: AskingGuests) => kind.guests.some(({ name }) => name === refused);
  const all = askingFor(derived.map, grid.guests, known);
  const asking = [...all.filter(isRefused), ...all.filter((each) => !isRefused(each))];
  const count = asking.reduce((sum, { kind }) => sum + kind.guests.length, 0);
  if (count === 0) return null;
  return (
    <section className={styles.guests} aria-label="Guests that ask for them">
      <h3>
        Guests that have {known.length === 1 ? 'it' : 'one of them'}{' '}
        <span>{`${count.toLocaleString('en')} of ${guests.length.toLocaleString('en')}`}</span>
      </h3>
      <ul>
        {asking.slice(0, MOST).map((each) => (
          <li key={each.kind.index}>
            <LinkButton onClick={() => show(each)}>{nameOf(each, refused)}</LinkButton>{' '}
            {each.kind.guests.length > 1 && `+${each.kind.guests.length - 1} `}
            {each.names.length === known.length && known.length > 1
              ? `all ${known.length}`
              : each.names.slice(0, 4).join(', ')}
          </li>
        ))}
        {asking.length > MOST && <li>{asking.length - MOST} more CPUs</li>}
      </ul>
    </section>
  );
}

function nameOf({ kind: { guests } }: AskingGuests, refused: string | undefined): string {
  const own = guests.find(({ name }) => name === refused) ?? guests[0];
  return visibleText(own?.name ?? '');
}

/** The guest in the view of guests, where its smallest change stands beside it. */
function show({ kind: { guests, isLive } }: AskingGuests): void {
  const [first] = guests;
  if (first === undefined) return;
  chooseForm('guests', isLive ? 'move' : 'start');
  setUi({ guestPlace: { guest: first.id }, guestFilter: '', hostDown: undefined });
}
