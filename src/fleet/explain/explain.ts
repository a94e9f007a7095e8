import type { ExplainContext } from './context.ts';
import { explainCell } from './explain-cell.ts';
import { explainColumn } from './explain-column.ts';
import { explainField } from './explain-field.ts';
import { explainHeading } from './explain-heading.ts';
import { explainModel } from './explain-model.ts';
import { explainPolicy } from './explain-policy.ts';
import { explainGroup, explainRow } from './explain-row.ts';
import { explainVerdict } from './explain-verdict.ts';
import type { Explanation } from './explanation.ts';

/** The thing that was pointed at. */
export type Subject =
  | { readonly kind: 'cell'; readonly feature: string; readonly column: string }
  | { readonly kind: 'row'; readonly feature: string }
  | { readonly kind: 'column'; readonly column: string }
  | { readonly kind: 'group'; readonly group: string }
  | { readonly kind: 'heading'; readonly heading: string }
  | { readonly kind: 'verdict'; readonly host: string }
  | { readonly kind: 'model'; readonly model: string }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'policy'; readonly feature: string };

/** undefined when the thing is no longer there. */
export function explain(context: ExplainContext, subject: Subject): Explanation | undefined {
  switch (subject.kind) {
    case 'cell': {
      const row = findRow(context, subject.feature);
      const column = context.columnOf(subject.column);
      if (row === undefined) return undefined;
      return column === undefined ? explainRow(context, row) : explainCell(context, row, column);
    }
    case 'row': {
      const row = findRow(context, subject.feature);
      return row && explainRow(context, row);
    }
    case 'column': {
      const column = context.columnOf(subject.column);
      return column && explainColumn(context, column);
    }
    case 'group':
      return explainGroup(context, subject.group);
    case 'heading':
      return explainHeading(context, subject.heading);
    case 'verdict':
      return explainVerdict(context, subject.host);
    case 'model':
      return explainModel(context, subject.model);
    case 'field':
      return explainField(context, subject.field);
    case 'policy':
      return explainPolicy(context, subject.feature);
  }
}

function findRow(context: ExplainContext, feature: string) {
  return context.rows().find(({ id }) => id === feature);
}
