import { type RefObject, useRef } from 'react';
import { withCpu } from '../../cpu/definition/domain-text.ts';
import { useUi } from '../../workspace/hooks.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import type { GuestView } from '../guest/view/guest-view.ts';
import { Button } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { Segments } from '../ui/segments.tsx';
import { DeploySection } from './deploy-section.tsx';
import styles from './output.module.css';
import { setOutput, useOutput } from './output-state.ts';
import { useVirshAsked, VirshSection } from './virsh-section.tsx';
import { virshText } from './virsh-text.ts';
import { XmlEditor } from './xml-editor.tsx';

interface OutputSectionProps {
  readonly view: GuestView;
  /** Something else is the next sensible step. */
  readonly pressing: boolean;
}

/** The guest CPU as text: as it is to be deployed, for libvirt or another platform, and as virsh itself prints it. */
export function OutputSection({ view, pressing }: OutputSectionProps) {
  const { draft } = useOutput();
  const form = useUi((state) => state.guestForm);
  const shown = useRef<HTMLPreElement>(null);
  if (draft !== undefined) return <XmlEditor view={view} draft={draft} pressing={pressing} />;
  return (
    <section className={styles.output} aria-label="Output">
      <OutputHead view={view} shown={shown} />
      {form === 'deploy' ? (
        <DeploySection view={view} shown={shown} />
      ) : (
        <VirshSection derived={view.derived} shown={shown} />
      )}
    </section>
  );
}

interface OutputHeadProps {
  readonly view: GuestView;
  readonly shown: RefObject<HTMLPreElement | null>;
}

function OutputHead({ view, shown }: OutputHeadProps) {
  const { derived, guest } = view;
  const form = useUi((state) => state.guestForm);
  const asked = useVirshAsked(derived);
  const printed = virshText(derived, asked);
  const domain = useUi((state) => state.domain);

  function startEditing(): void {
    const text = domain === undefined ? guest.xml : withCpu(domain, guest.cpu, derived.map.dialect);
    setOutput({ draft: { text, before: view.choices, domainBefore: domain } });
  }

  return (
    <div className={styles.head}>
      <Segments
        label="The guest as text"
        segments={[
          { key: 'deploy', label: 'To deploy', count: guest.cpu.features.length },
          { key: 'virsh', label: 'As virsh prints it', count: printed?.cpu?.features.length },
        ]}
        chosen={form}
        onChoose={(guestForm) => setUi({ guestForm })}
      />
      <span className={styles.tools} data-no-print>
        {form === 'deploy' ? (
          <Button size="pane" data-edit-xml onClick={startEditing}>
            Edit
          </Button>
        ) : (
          <CopyButton
            size="pane"
            what="what virsh prints"
            text={() => printed?.text ?? ''}
            unavailable={printed?.text === undefined}
            shown={shown}
          />
        )}
      </span>
    </div>
  );
}
