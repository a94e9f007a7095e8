import { type ComponentType, useState } from 'react';
import type { CpuSource } from '../../cpu/definition/source.ts';
import type { HostReading, Place } from '../../intake/reading.ts';
import { useWorkspace } from '../../workspace/hooks.ts';
import type { HostSource } from '../../workspace/model/state.ts';
import { answerDuplicate, type DuplicateChoice, existingOf } from '../../workspace/reading/duplicates.ts';
import { cpuInWords } from '../phrases/cpu-in-words.ts';
import { Button } from '../ui/button.tsx';
import { Checkbox } from '../ui/checkbox.tsx';
import { Code } from '../ui/code.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { useSay } from '../ui/use-say.ts';
import { visibleText } from '../ui/visible-text.ts';
import styles from './problems.module.css';

interface WhatChangedProps {
  readonly existing: HostSource;
  readonly incoming: HostReading;
}

interface DuplicateQuestionProps {
  /** Loaded with the hosts: an empty page has no use for it. */
  readonly WhatChanged: ComponentType<WhatChangedProps> | undefined;
}

/** Two virttypes or machines of one host are two views of QEMU: only one of them is used. */
function differenceOf({ emulator: here }: HostSource, { emulator: coming }: HostReading): string {
  const isOther = (key: 'domain' | 'machine') =>
    here?.[key] !== undefined && coming?.[key] !== undefined && here[key] !== coming[key];
  if (isOther('domain'))
    return `with what QEMU gives for the virttype ${here?.domain}; this is for ${coming?.domain}`;
  if (isOther('machine'))
    return `with what QEMU gives for the machine ${here?.machine}; this is for ${coming?.machine}`;
  return 'with a different CPU';
}

/** A known host was added again with a different CPU. */
export function DuplicateQuestion({ WhatChanged }: DuplicateQuestionProps) {
  const question = useWorkspace((state) => state.duplicates);
  const existing = useWorkspace((state) => question && existingOf(question, state.workspace.hosts));
  const [forAll, setForAll] = useState(false);
  const happened =
    existing === undefined || question === undefined
      ? 'was added again, but the first one is gone'
      : `is already here, ${differenceOf(existing, question.incoming)}`;
  useSay(question && `${visibleText(question.name)} ${happened}.`, question?.incoming);
  if (question === undefined) return null;
  const { name, incoming, waiting } = question;
  const others = waiting.length - 1;

  function answer(choice: DuplicateChoice): void {
    answerDuplicate(choice, forAll && others > 0);
    setForAll(false);
  }

  return (
    <section className={styles.pane} aria-label="A host that is already here" data-no-print>
      <div className={styles.problem}>
        <Glyph name="warning" className={styles.sign} />
        <div className={styles.body}>
          <p>
            <Code>{name}</Code> {happened}.
          </p>
          <dl className={styles.compared}>
            {existing !== undefined && (
              <>
                <dt>Here</dt>
                <dd>
                  <Origin cpu={existing.cpu} place={existing.place} />
                </dd>
              </>
            )}
            <dt>New</dt>
            <dd>
              <Origin cpu={incoming.cpu} place={incoming.place} />
            </dd>
          </dl>
          {existing !== undefined && WhatChanged !== undefined && (
            <WhatChanged existing={existing} incoming={incoming} />
          )}
        </div>
        <div className={styles.options}>
          {others > 0 && (
            <Checkbox checked={forAll} onCheck={setForAll}>
              The same for {others} more
            </Checkbox>
          )}
          {existing === undefined ? (
            <Button onClick={() => answer('replace')}>Add it</Button>
          ) : (
            <>
              <Button onClick={() => answer('replace')}>Replace it</Button>
              <Button onClick={() => answer('keep both')}>Keep both</Button>
            </>
          )}
          <Button onClick={() => answer('skip')}>Skip the new one</Button>
        </div>
      </div>
    </section>
  );
}

function Origin({ cpu, place }: { readonly cpu: CpuSource; readonly place: Place }) {
  return (
    <>
      {cpuInWords(cpu)}, from <Code>{`${place.file}:${place.line}`}</Code>
    </>
  );
}
