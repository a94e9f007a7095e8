import { type ComponentType, useState } from 'react';
import { useUi } from '../../workspace/hooks.ts';
import { chooseForm, setUi } from '../../workspace/stores/ui.ts';
import { formsShown, nouns } from '../hooks/nouns.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useView } from '../hooks/use-view.ts';
import { Button } from '../ui/button.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { Segments } from '../ui/segments.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { useNounKeys } from './use-noun-keys.ts';
import styles from './work-panes.module.css';

export const viewPanel = 'view';

/**
 * Nouns: what the rows are; forms: how one looks at them; then Find and what narrows the view. A phone has no room for
 * all of it: there Find comes when asked for.
 */
export function ToolLine({ Tools }: { readonly Tools: ComponentType | undefined }) {
  useNounKeys();
  const isPhone = useView().width === 'phone';
  const isFiltered = useUi((state) => state.filter !== '');
  const [isAsked, setAsked] = useState(false);
  const isOpen = isAsked || isFiltered;
  return (
    <div className={styles.toolLine} data-no-print>
      <Nouns />
      <div className={styles.ofNoun}>
        <Forms />
        {Tools !== undefined && isPhone && (
          <Button
            look="quiet"
            className={styles.ask}
            aria-label="Find and order"
            aria-expanded={isOpen}
            onClick={() => setAsked(!isOpen)}
          >
            <Glyph name="find" />
          </Button>
        )}
        {Tools !== undefined && (!isPhone || isOpen) && (
          <div className={styles.tools}>
            <Tools />
          </div>
        )}
      </div>
    </div>
  );
}

function Nouns() {
  const { noun, width } = useView();
  const derived = useDerived();
  const tabs = nouns.map(({ key, label, count, hidden }) => ({
    key,
    label,
    count: derived === undefined ? undefined : count?.(derived),
    hidden: hidden?.(width) === true,
  }));
  return (
    <Tabs
      label="View"
      tabs={tabs}
      chosen={noun}
      panelId={viewPanel}
      onChoose={(key) => setUi({ noun: key })}
    />
  );
}

function Forms() {
  const { noun, form, width } = useView();
  const derived = useDerived();
  const view = nouns.find(({ key }) => key === noun);
  const forms = formsShown(view, derived, width);
  if (view === undefined || forms.length < 2) return null;
  const segments = forms.map(({ key, label, name, count }) => ({
    key,
    label,
    name,
    count: derived === undefined ? undefined : count?.(derived),
  }));
  return (
    <Segments
      label={`${view.label}, shown as`}
      segments={segments}
      chosen={form}
      onChoose={(key) => chooseForm(noun, key)}
    />
  );
}
