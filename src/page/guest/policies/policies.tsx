import { useState } from 'react';
import type { FeaturePolicy } from '../../../cpu/definition/definition.ts';
import { plural } from '../../../fleet/wording/phrases.ts';
import { Glyph } from '../../ui/glyph.tsx';
import { LinkButton } from '../../ui/link-button.tsx';
import { visibleText } from '../../ui/visible-text.ts';
import type { GuestView } from '../view/guest-view.ts';
import pane from '../view/pane.module.css';
import { AddFeature } from './add-feature.tsx';
import { BulkActions } from './bulk-actions.tsx';
import styles from './policies.module.css';
import { PolicyRow } from './policy-row.tsx';

/** Each listed feature and its policy. Required ones run in until they are asked for: there are many. */
export function Policies({ view }: { readonly view: GuestView }) {
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [showsAll, setShowsAll] = useState(false);
  const { features } = view.guest.cpu;
  const isRow = ({ name, policy }: FeaturePolicy) => showsAll || policy !== 'require' || opened.has(name);
  const rows = features.filter(isRow);
  const runIn = features.filter((feature) => !isRow(feature));
  const open = (name: string) => setOpened(new Set([...opened, name]));
  return (
    <section className={pane.section} aria-label="Policies">
      <div className={pane.line}>
        <h3>Policies</h3>
        {features.some(({ policy }) => policy === 'require') && (
          <LinkButton onClick={() => setShowsAll(!showsAll)}>
            {showsAll ? 'Collapse required features' : 'List every feature'}
          </LinkButton>
        )}
      </div>
      <AddFeature view={view} onAdded={open} />
      {rows.length > 0 && (
        <ul aria-label="Features by policy">
          {rows.map((feature) => (
            <PolicyRow key={feature.name} view={view} feature={feature} />
          ))}
        </ul>
      )}
      {runIn.length > 0 && (
        <div className={styles.runIn}>
          <span className={pane.quiet}>{`${plural(runIn.length, 'required', 'required')} `}</span>
          {runIn.map(({ name }) => (
            <button
              key={name}
              type="button"
              className={styles.name}
              title="Change its policy"
              onClick={() => open(name)}
            >
              {visibleText(name)}
              {isBlocker(view, name) && <Glyph name="lock" label="blocks migration" />}
            </button>
          ))}
        </div>
      )}
      <BulkActions view={view} />
    </section>
  );
}

function isBlocker({ derived: { map } }: GuestView, name: string): boolean {
  return map.featureByName.get(name)?.migratable === false;
}
