import { glossOf } from '../../facts/glosses.ts';
import type { ErrorFeatureFacts } from '../../fleet/errors/error-features.ts';
import { Code } from '../ui/code.tsx';
import { Glyph } from '../ui/glyph.tsx';
import styles from './errors.module.css';

interface ErrorFeaturesProps {
  readonly features: readonly ErrorFeatureFacts[];
  readonly hasHosts: boolean;
}

/** Each feature of an error: what it is, where, which hosts have it, and what would bring it to a host. */
export function ErrorFeatures({ features, hasHosts }: ErrorFeaturesProps) {
  if (features.length === 0) return null;
  return (
    <table className={styles.features}>
      <thead>
        <tr>
          <th scope="col">Feature</th>
          <th scope="col">Meaning</th>
          <th scope="col">CPUID or MSR</th>
          {hasHosts && <th scope="col">Hosts that have it</th>}
          <th scope="col">What would bring it to the host</th>
        </tr>
      </thead>
      <tbody>
        {features.map((each) => (
          <tr key={`${each.part} ${each.name}`}>
            <th scope="row">
              <span className={styles.named}>
                <Glyph name={each.part === 'missing' ? 'lacks' : 'has'} />
                <Code>{each.name}</Code>
              </span>
            </th>
            <td>{glossOf(each.name) ?? (each.feature === undefined ? 'Not in this CPU map' : '')}</td>
            <td className={styles.address}>{each.address}</td>
            {hasHosts && (
              <td>{`${each.having.length.toLocaleString('en')} of ${(each.having.length + each.lacking.length).toLocaleString('en')}`}</td>
            )}
            <td>{each.back}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
