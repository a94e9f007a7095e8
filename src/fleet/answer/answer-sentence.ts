import type { GuestCpu } from '../../cpu/definition/definition.ts';
import { resolveDefinition } from '../../cpu/resolve.ts';
import { levelOf } from '../../cpu/x86/level.ts';
import type { Guest } from '../guest/guest.ts';
import { hostsThatRun, reasonsAgainst, runs, type Verdict } from '../guest/verdicts.ts';
import { costliest, costsOf, type KindCost } from '../matrix/costs.ts';
import { hostTerm } from '../matrix/filter.ts';
import type { FleetHost } from '../pool/fleet.ts';
import { baselineGuest, type Pool, poolOf } from '../pool/pool.ts';
import { vendorsOf } from '../pool/vendors.ts';
import { code, type Phrase, plural, text } from '../wording/phrases.ts';
import type { AnswerText } from './answer-text.ts';
import { leftOutOfVirsh } from './left-out.ts';
import { modelNote, ownCpuAnswer, refusalInWords } from './own-answers.ts';

/** The sentence that answers, and the one under it. */
export function answerText(
  pool: Pool,
  guest: Guest | undefined,
  verdicts: () => readonly Verdict[],
): AnswerText {
  if (pool.hosts === 0) return { main: [text('All hosts are excluded.')], second: [], refused: true };
  const start = poolPhrases(pool);
  if (pool.archs.length > 1 && pool.driver === undefined) return mixedArchitectures(pool);
  if (guest === undefined) return refusedByLibvirt(pool, start);
  if (guest.changed) return changedGuest({ pool, guest, verdicts: verdicts() }, start);
  if (guest.baseline.mode !== 'custom') return ownCpuAnswer(pool, start);
  return { main: [...start, ...baselinePhrases(pool, guest)], second: secondLine(pool), refused: false };
}

function poolPhrases(pool: Pool): Phrase[] {
  const kinds = pool.kinds.length;
  const hosts = (counted: string): Phrase => ({ kind: 'count', text: counted, to: { to: 'hosts' } });
  const counted = plural(pool.hosts, 'host');
  if (pool.hosts === 1) return [hosts(counted), text('. ')];
  if (kinds > 1) return [hosts(counted), text(`, ${plural(kinds, 'kind')} of CPU. `)];
  return pool.hosts === 2
    ? [hosts('Both hosts'), text(' have the same CPU. ')]
    : [text('All '), hosts(counted), text(' have the same CPU. ')];
}

function baselinePhrases(pool: Pool, guest: Guest): Phrase[] {
  const definition = definitionPhrases(pool, guest.cpu);
  if (pool.substitute?.why === 'vendors') {
    return [text('Their vendors differ, so libvirt computes no guest CPU. Common features: '), ...definition];
  }
  const runs = pool.hosts === 1 ? 'runs' : 'runs and migrates';
  return [text(`A guest that ${runs} on `), onWhich(pool), text(': '), ...definition, ...costPhrases(pool)];
}

/** Hosts whose model is unknown took no part in the answer. */
function onWhich(pool: Pool): Phrase {
  const [first, ...more] = hostsThatCount(pool);
  if (first !== undefined && more.length + 1 < pool.hosts) {
    return more.length === 0 ? code(first.name) : text(`the other ${more.length + 1}`);
  }
  return text(pool.hosts === 1 ? 'it' : pool.hosts === 2 ? 'both' : 'all of them');
}

function hostsThatCount({ baseline, kinds, substitute }: Pool): readonly FleetHost[] {
  const leftOut = baseline.ok ? [] : (substitute?.leftOut ?? []);
  return kinds.filter((kind) => !leftOut.includes(kind)).flatMap(({ included }) => included);
}

/** `Skylake-Server plus 29 features, less 3 (x86-64-v4).` */
export function definitionPhrases(pool: Pool, cpu: GuestCpu): Phrase[] {
  const { map } = pool.fleet;
  const plus = cpu.features.filter(({ policy }) => policy === 'require' || policy === 'force').length;
  const less = cpu.features.filter(({ policy }) => policy === 'disable' || policy === 'forbid').length;
  const level = levelOf(map, resolveDefinition(map, cpu).bits).name;
  const phrases: Phrase[] = [code(cpu.model ?? cpu.mode)];
  if (plus > 0) {
    phrases.push(text(' plus '), {
      kind: 'count',
      text: plural(plus, 'feature'),
      to: { to: 'guest-features' },
    });
  }
  if (less > 0) {
    phrases.push(text(plus > 0 ? ', less ' : ' less '), {
      kind: 'count',
      text: plus > 0 ? less.toLocaleString('en') : plural(less, 'feature'),
      to: { to: 'guest-features' },
    });
  }
  if (level !== undefined && pool.driver === 'x86') {
    phrases.push(text(' ('), { kind: 'word', text: level }, text(')'));
  }
  return [...phrases, text('.')];
}

function costPhrases(pool: Pool): Phrase[] {
  const words = costWords(pool, 'you');
  return words.length === 0 ? [] : [text(' '), ...words, text('.')];
}

/** `kvm-28 costs it 12 features and x86-64-v3`; nothing where no kind alone costs anything. */
export function costWords(pool: Pool, whom?: 'you' | 'it'): Phrase[] {
  const cost = costliest(costsOf(pool));
  if (cost === undefined) return [];
  const [first, ...others] = cost.kind.included;
  if (first === undefined) return [];
  const filter = hostTerm('lost', first.name);
  const count: Phrase = {
    kind: 'count',
    text: plural(cost.alone.length, 'feature'),
    to: { to: 'filter', filter },
    loss: true,
  };
  const who =
    others.length === 0 ? [code(first.name)] : [code(first.name), text(` and ${others.length} like it`)];
  const verb = `${others.length === 0 ? ' costs ' : ' cost '}${whom === undefined ? '' : `${whom} `}`;
  const lostLevel = levelLost(pool, cost);
  if (lostLevel === undefined) return [...who, text(verb), count];
  const level: Phrase = { kind: 'count', text: lostLevel, to: { to: 'level' }, loss: true };
  return [...who, text(verb), count, text(' and '), level];
}

/** The level that the pool would have without the kind, where it is higher. */
function levelLost(pool: Pool, cost: KindCost): string | undefined {
  const now = levelOf(pool.fleet.map, pool.common).name;
  const without = poolWithout(pool, cost);
  const then = levelOf(pool.fleet.map, without.common).name;
  return then !== undefined && then !== now ? then : undefined;
}

export function poolWithout(pool: Pool, { kind }: Pick<KindCost, 'kind'>): Pool {
  const of = pool.kinds.find(({ index }) => index === kind.index);
  return poolLess(pool, new Set(of?.included.map(({ id }) => id)));
}

/** The pool without some of its hosts. */
export function poolLess(pool: Pool, hosts: ReadonlySet<string>): Pool {
  const counting = pool.kinds.flatMap(({ included }) => included.map(({ id }) => id));
  const kept = new Set(counting.filter((id) => !hosts.has(id)));
  const out = pool.fleet.hosts.filter(({ id }) => !kept.has(id)).map(({ id }) => id);
  return poolOf(pool.fleet, { without: new Set(out), migratable: pool.migratable });
}

function secondLine(pool: Pool): Phrase[] {
  const notes = refusalNote(pool);
  if (pool.substitute?.why === 'vendors') return notes;
  const cost = costliest(costsOf(pool));
  const more = virshHasMore(pool);
  if (cost === undefined)
    return [...notes, ...(pool.kinds.length < 3 ? [] : [costsLink, text(' ')]), ...more];
  const guest = baselineGuest(poolWithout(pool, cost));
  const [first, ...others] = cost.kind.included;
  if (guest === undefined || first === undefined) return [...notes, ...more];
  const like = others.length === 0 ? '' : ` and ${others.length} like it`;
  return [
    ...notes,
    text('Without '),
    code(first.name),
    text(`${like}: `),
    ...unlinked(definitionPhrases(pool, guest)),
    text(' '),
    ...(pool.kinds.length < 3 ? [] : [costsLink, text(' ')]),
    ...more,
  ];
}

/** `virsh prints 21 more.` What is there and is not deployed is one click away, each with its reason. */
function virshHasMore(pool: Pool): Phrase[] {
  const count = leftOutOfVirsh(pool).length;
  if (count === 0) return [];
  return [
    code('virsh'),
    text(' prints '),
    { kind: 'count', text: `${count.toLocaleString('en')} more`, to: { to: 'virsh' } },
    text(', which no guest gets or which block migration.'),
  ];
}

/** For a guest other than the one on the page: its counts lead nowhere. */
export function unlinked(phrases: readonly Phrase[]): Phrase[] {
  return phrases.map((phrase) => (phrase.kind === 'count' ? text(phrase.text) : phrase));
}

const costsLink: Phrase = { kind: 'count', text: 'What each host costs.', to: { to: 'costs' } };

/** For answers that are not libvirt's: its message, and our replacement. */
function refusalNote(pool: Pool): Phrase[] {
  if (pool.baseline.ok || pool.substitute === undefined) return [];
  if (pool.substitute.why === 'vendors') {
    return [
      text(
        `${vendorsInWords(pool)} hosts share no named vendor: the guest CPU has none, and live migration `,
      ),
      text('between them is not supported by either vendor. libvirt says: '),
      code(pool.baseline.error.message),
    ];
  }
  if (pool.substitute.why === 'model') return modelNote(pool);
  const names = pool.substitute.unknownFeatures.length;
  const shown = pool.unknownNames.length > 0 ? ' (shown as ?)' : '';
  const [model, ...moreModels] = pool.substitute.leftOut;
  const parts: Phrase[] = [
    text(`libvirt ${pool.fleet.map.release} itself refuses these hosts: it does not know `),
  ];
  if (model !== undefined) {
    parts.push(
      text('the model '),
      code(model.cpu.unknownModel ?? ''),
      text(' of '),
      code(model.included[0]?.name ?? ''),
    );
    if (moreModels.length > 0) parts.push(text(` and ${moreModels.length} more`));
  }
  if (names > 0)
    parts.push(text(`${model === undefined ? '' : ', and '}${plural(names, 'feature')}${shown}`));
  if (model === undefined) return [...parts, text('. The answer leaves them out. ')];
  const one = moreModels.length === 0 && model.included.length === 1;
  return [...parts, text(`. The answer leaves ${one ? 'that host' : 'those hosts'} out. `)];
}

/** `Intel and AMD`, `Intel, AMD and Hygon` */
function vendorsInWords({ fleet, kinds }: Pool): string {
  const names = vendorsOf(fleet.map, kinds);
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}

interface Changed {
  readonly pool: Pool;
  readonly guest: Guest;
  readonly verdicts: readonly Verdict[];
}

function changedGuest({ pool, guest, verdicts }: Changed, start: readonly Phrase[]): AnswerText {
  const running = hostsThatRun(verdicts);
  const main = [...start, text('Your guest: '), ...definitionPhrases(pool, guest.cpu), text(' ')];
  if (running === pool.hosts) {
    main.push(text(pool.hosts === 1 ? 'It runs there.' : `It runs on ${all(pool)}.`));
  } else {
    const failing = verdicts.filter((verdict) => !runs(verdict));
    main.push(text('It does not run on '), ...failingPhrases(failing), text('.'));
  }
  const baseline =
    pool.hosts === 1 || !pool.baseline.ok ? 'The baseline: ' : `The baseline runs on ${all(pool)}: `;
  return {
    main,
    second: [...refusalNote(pool), text(baseline), ...unlinked(definitionPhrases(pool, guest.baseline))],
    refused: false,
  };
}

function all({ hosts }: Pool): string {
  return `all ${hosts.toLocaleString('en')}`;
}

function failingPhrases(failing: readonly Verdict[]): Phrase[] {
  const hosts = failing.flatMap(({ kind }) => kind.included);
  const [first] = hosts;
  if (first === undefined) return [];
  const [verdict] = failing;
  const missing = verdict && reasonsAgainst(verdict).find(({ kind }) => kind === 'missing');
  const lacks: Phrase[] =
    hosts.length === 1 && missing?.kind === 'missing'
      ? [
          text(', which lacks '),
          {
            kind: 'count',
            text: plural(missing.features.length, 'feature'),
            to: { to: 'filter', filter: `${hostTerm('missing', first.name)} is:guest` },
            loss: true,
          },
        ]
      : [];
  return hosts.length === 1
    ? [code(first.name), ...lacks]
    : [code(first.name), text(` and ${plural(hosts.length - 1, 'other')}`)];
}

function mixedArchitectures(pool: Pool): AnswerText {
  const counts = pool.archs.map((arch) => {
    const hosts = pool.kinds
      .filter(({ cpu }) => cpu.arch === arch)
      .reduce((sum, { included }) => sum + included.length, 0);
    return `${hosts} ${hosts === 1 ? 'is' : 'are'} ${arch}`;
  });
  const main = [text(`These hosts can't share a CPU: ${counts.join(', ')}.`)];
  return { main, second: [text('Exclude hosts until one architecture is left.')], refused: true };
}

function refusedByLibvirt(pool: Pool, start: readonly Phrase[]): AnswerText {
  const message = pool.baseline.ok ? '' : pool.baseline.error.message;
  const reason = refusalInWords(pool);
  return {
    main: [...start, text(reason)],
    second: [text('libvirt says: '), code(message)],
    refused: true,
  };
}
