import type { ModelChoice } from '../../../fleet/guest/guest.ts';
import type { Pool } from '../../../fleet/pool/pool.ts';
import { Code } from '../../ui/code.tsx';
import styles from './model-list.module.css';
import { modelReason } from './model-reason.ts';

interface ModelListFootProps {
  readonly id: string;
  readonly pool: Pool;
  readonly all: number;
  readonly shown: number;
  readonly active: ModelChoice | undefined;
}

/** Why the model that is looked at is libvirt's choice or isn't. Two lines, so that nothing jumps. */
export function ModelListFoot({ id, pool, all, shown, active }: ModelListFootProps) {
  return (
    <div className={styles.foot}>
      <p id={id}>
        {active === undefined ? (
          'No model has that in its name.'
        ) : (
          <>
            <Code>{active.model.name}</Code>
            {`: ${modelReason(pool, active)}`}
          </>
        )}
      </p>
      <p className={styles.hint}>
        {shown === all ? `${all} models. Type to filter.` : `${shown} of ${all} models.`}
      </p>
    </div>
  );
}
