import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { levelOf } from '../../cpu/x86/level.ts';
import type { Guest } from '../guest/guest.ts';
import type { Pool } from '../pool/pool.ts';
import { code, type Phrase, text } from '../wording/phrases.ts';
import type { ExplainContext } from './context.ts';
import { explainModel } from './explain-model.ts';
import type { Explanation, ExplanationAction, Fact } from './explanation.ts';
import { type FieldKey, type FieldValues, fieldKey, fields } from './field-texts.ts';

/** A field of the guest CPU: what its value means, where it comes from, and what else it may be. */
export function explainField(context: ExplainContext, name: string): Explanation | undefined {
  const { guest, pool } = context;
  if (guest === undefined) return undefined;
  if (name === 'level') return plain('x86-64 level', levelWords(pool, guest));
  const key = fieldKey(name);
  if (key === undefined) return undefined;
  const { title, place, about, values } = fields[key];
  const model = key === 'model' ? explainModel(context, guest.cpu.model ?? '') : undefined;
  return {
    glyph: undefined,
    title: [text(title)],
    sentence: model === undefined ? sentence(guest.cpu, { key, about, values }) : modelSentence(guest, model),
    facts: [
      { label: 'Is', phrases: [...place, ...(model === undefined ? [] : [text(`. ${about}`)])] },
      fromFact(guest, key),
      ...(values === undefined ? [] : otherValues(guest.cpu, key, values)),
      ...(model?.facts ?? []),
    ],
    actions: backAction(guest, key),
  };
}

function plain(title: string, words: string): Explanation {
  return { glyph: undefined, title: [text(title)], sentence: [text(words)], facts: [], actions: [] };
}

/** The psABI's scale, which compilers and distributions build for. */
function levelWords(pool: Pool, guest: Guest): string {
  const { name, next, missing } = levelOf(pool.fleet.map, guest.bits);
  const reached = name === undefined ? 'The guest does not reach x86-64-v1.' : `The guest reaches ${name}.`;
  const rest = next === undefined ? '' : ` To ${next} it lacks ${missing.join(', ')}.`;
  return `${reached}${rest} Programs and distributions built for a level run on every guest that reaches it.`;
}

interface Said {
  readonly key: FieldKey;
  readonly about: string;
  readonly values: FieldValues | undefined;
}

function sentence(cpu: GuestCpu, { key, about, values }: Said): Phrase[] {
  const value = stated(cpu, key);
  const words = value === undefined ? values?.unset?.(cpu) : values?.words.get(value);
  if (words === undefined) return [text(about)];
  return [value === undefined ? text('not set') : code(value), text(`: ${words}`)];
}

function modelSentence({ cpu }: Guest, { sentence: said }: Explanation): Phrase[] {
  return [code(cpu.model ?? ''), text(': '), ...said];
}

/** The values that the field could have instead, each with what it says. */
function otherValues(cpu: GuestCpu, key: FieldKey, { words }: FieldValues): Fact[] {
  const value = stated(cpu, key);
  return [...words]
    .filter(([other]) => other !== value)
    .map(([other, says]) => ({ label: `Or ${other}`, phrases: [text(says)] }));
}

function fromFact({ cpu, baseline }: Guest, key: FieldKey): Fact {
  const label = 'From';
  if (!isWritten(cpu, key)) return { label, phrases: [text(`mode ${cpu.mode} does not set it`)] };
  if (valueText(cpu, key) === valueText(baseline, key)) {
    return { label, phrases: [text('the baseline, unchanged')] };
  }
  const before = valueText(baseline, key);
  const had = before === undefined ? [text('does not set it')] : [text('has '), code(before)];
  return { label, phrases: [text('here: the baseline '), ...had] };
}

function backAction({ cpu, baseline }: Guest, field: FieldKey): ExplanationAction[] {
  if (!isWritten(cpu, field) || valueText(cpu, field) === valueText(baseline, field)) return [];
  return [{ kind: 'as-baseline', field, label: `${fields[field].title} as in the baseline` }];
}

function isWritten({ mode }: GuestCpu, key: FieldKey): boolean {
  const isModels = key === 'model' || key === 'vendor' || key === 'match' || key === 'fallback';
  if (isModels) return mode === 'custom';
  return key === 'migratable' ? mode === 'host-passthrough' || mode === 'maximum' : true;
}

/** The sentence's subject: a field's own value, or the mode of an element. */
function stated(cpu: GuestCpu, key: FieldKey): string | undefined {
  const value = cpu[key];
  if (typeof value !== 'object') return value;
  return 'mode' in value ? value.mode : undefined;
}

function valueText(cpu: GuestCpu, key: FieldKey): string | undefined {
  const value = cpu[key];
  if (typeof value !== 'object') return value;
  const parts = Object.entries(value).filter(([, part]) => part !== undefined);
  return parts.map(([name, part]) => `${name}='${part}'`).join(' ');
}
