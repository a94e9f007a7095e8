import { useRef, useState } from 'react';
import { formatCpu } from '../../cpu/definition/format.ts';
import { changeInWords, virtXmlLine } from '../../fleet/guests/change-words.ts';
import type { GuestRow } from '../../fleet/guests/guest-rows.ts';
import { weightSum } from '../../fleet/wording/weight-words.ts';
import { type DiffLine, diffLines } from '../../output/export/diff.ts';
import type { Derived } from '../../workspace/derived/derived.ts';
import { setUi } from '../../workspace/stores/ui.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { Code } from '../ui/code.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { LinkButton } from '../ui/link-button.tsx';
import { visibleText } from '../ui/visible-text.ts';
import { type ChangeStep, changeSteps } from './change-steps.ts';
import { DownPane } from './down-pane.tsx';
import { cpuWords, guestsWords, takesWords, whereWords } from './guest-words.ts';
import styles from './guests.module.css';
import { NewHost } from './new-host.tsx';
import { OpenInEditor } from './open-in-editor.tsx';
import { type ShownGuests, useGuests } from './use-guests.ts';

/** Beside the guests: the one that is pointed at, the host that goes down, or what a new host must give. */
export function GuestsPane() {
  const derived = useDerived();
  const shown = useGuests();
  if (derived === undefined || shown === undefined) return null;
  if (shown.row !== undefined)
    return <OneGuest key={shown.row.guests[0]?.id} derived={derived} shown={shown} row={shown.row} />;
  return shown.down === undefined ? <NewHost derived={derived} shown={shown} /> : <DownPane shown={shown} />;
}

interface OneGuestProps {
  readonly derived: Derived;
  readonly shown: ShownGuests;
  readonly row: GuestRow;
}

function OneGuest({ derived, shown, row }: OneGuestProps) {
  const cpu = cpuWords(row);
  const steps = changeSteps(row, shown);
  const [chosen, setChosen] = useState<number>();
  const at = chosen ?? 0;
  const step = steps[at];
  // One that is off moves nowhere: its row says where it starts.
  const starts = shown.ask === 'start' || row.section === 'off';
  return (
    <div className={styles.pane}>
      <div className={styles.paneHead}>
        <h2>
          Guest <span className={styles.like}>{guestsWords(row.guests)}</span>
        </h2>
        <LinkButton data-no-print onClick={() => setUi({ guestPlace: undefined })}>
          Back
        </LinkButton>
      </div>
      <dl className={styles.paneFacts}>
        <dt>{starts ? 'Asks for' : 'Has'}</dt>
        <dd>
          <Code>{cpu.model}</Code> {cpu.more}
        </dd>
        <dt>Is on</dt>
        <dd>{whereWords(row, shown.fleet)}</dd>
        <dt>{starts ? 'Starts on' : 'Can go to'}</dt>
        <dd>{takesWords(row, row.of === 1 ? ' host' : ' hosts')}</dd>
      </dl>
      <div className={styles.part}>
        <h3>Smallest changes</h3>
        <p className={styles.step} data-chosen={false}>
          <span>As it is</span> <span>{takesWords(row)}</span>
        </p>
        {steps.map((each, index) => (
          <button
            key={each.change.edits.length}
            type="button"
            {...(index === at ? { 'data-smallest-change': '' } : {})}
            className={styles.step}
            aria-pressed={index === at}
            onClick={() => setChosen(index)}
          >
            <span>{changeInWords(each.change.edits)}</span> <span>{`${each.takes} of ${each.of}`}</span>
            <span className={styles.loses}>{weightSum(each.change.loses)}</span>
          </button>
        ))}
        {steps.length === 0 && (
          <p className={styles.quiet}>
            {row.takes === row.of ? 'None is needed.' : 'None that is known here would help.'}
          </p>
        )}
      </div>
      {step !== undefined && <DoIt derived={derived} row={row} step={step} />}
      <div className={styles.part}>
        <OpenInEditor row={row} derived={derived} />
      </div>
    </div>
  );
}

interface DoItProps {
  readonly derived: Derived;
  readonly row: GuestRow;
  readonly step: ChangeStep;
}

const signs: Readonly<Record<DiffLine['kind'], string>> = { hunk: '', same: ' ', added: '+', removed: '-' };

function DoIt({ derived, row, step: { change } }: DoItProps) {
  const line = useRef<HTMLElement>(null);
  const xml = useRef<HTMLPreElement>(null);
  const command = virtXmlLine(row.guests[0]?.name ?? '', change);
  const { dialect } = derived.map;
  const after = formatCpu(change.cpu, dialect);
  const before = row.kind.cpu === undefined ? '' : formatCpu(row.kind.cpu, dialect);
  return (
    <>
      {command !== undefined && (
        <div className={styles.part}>
          <div className={styles.partHead}>
            <h3>
              Do it
              {row.guests.length > 1 ? `, for each of the ${row.guests.length.toLocaleString('en')}` : ''}
            </h3>
            <CopyButton
              text={() =>
                row.guests
                  .map(({ name }) => `${virtXmlLine(name, change) ?? `# ${name}: virsh edit`}\n`)
                  .join('')
              }
              shown={line}
              what={row.guests.length > 1 ? 'the commands for virt-xml' : 'the command for virt-xml'}
            />
          </div>
          <code ref={line} className={styles.command}>
            {visibleText(command)}
          </code>
          <p className={styles.quiet}>
            Then power the guest off and start it again. A reboot from inside is not enough.
          </p>
        </div>
      )}
      <div className={styles.part}>
        <div className={styles.partHead}>
          <h3>Changed from what it {row.kind.isLive ? 'has' : 'asks for'}</h3>
          <CopyButton text={() => `${after}\n`} shown={xml} what="the XML" />
        </div>
        <pre ref={xml} className={styles.diff} translate="no">
          {diffLines(`${before}\n`, `${after}\n`, 2)
            .filter(({ kind }) => kind !== 'hunk')
            .map(({ kind, text }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a line's place is its identity
              <span key={index} data-kind={kind}>{`${signs[kind]} ${visibleText(text)}\n`}</span>
            ))}
        </pre>
      </div>
    </>
  );
}
