import { useState } from 'react';
import { Code } from '../ui/code.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import styles from './groups.module.css';

const MOST = 9;

/** The first names, the rest on demand. */
export function FeatureNames({ names }: { readonly names: readonly string[] }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole || names.length === MOST + 1 ? names : names.slice(0, MOST);
  return (
    <span className={styles.features}>
      {shown.map((name, at) => (
        <span key={name}>
          {at > 0 && ' '}
          <Code>{name}</Code>
        </span>
      ))}
      {shown.length < names.length && (
        <>
          {' '}
          <LinkButton onClick={() => setWhole(true)}>{names.length - shown.length} more</LinkButton>
        </>
      )}
    </span>
  );
}
