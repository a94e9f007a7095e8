import { MAX_GUESTS, MAX_HOSTS } from '../../intake/limits.ts';
import type { ErrorReading, HostReading, IntakeProblem } from '../../intake/reading.ts';
import { memoizeTwo } from '../browser/memo.ts';
import { whenPageIsIdle, yieldToPage } from '../browser/yield-to-page.ts';
import { computeAhead } from '../derived/precompute.ts';
import { addErrors } from '../model/actions.ts';
import { MAX_STEPS, stepsWith } from '../model/history.ts';
import type { ReadingProgress, Workspace } from '../model/state.ts';
import { addNote, announce, edit, type ReadSummary, withProblems, workspaceStore } from '../stores/store.ts';
import { chooseForm, setUi } from '../stores/ui.ts';
import { askAbout, withdraw } from './duplicates.ts';
import {
  type Additions,
  isDuplicate,
  isNothing,
  Merger,
  noAdditions,
  type Outcome,
  withAdditions,
  withoutAdditions,
} from './merger.ts';
import type { Found } from './read-run.ts';
import { broughtInWords, replacedInWords, summaryInWords } from './summary.ts';
import type { Reading } from './worker/transfer-packing.ts';

export interface BatchOptions {
  /** The name of the paste or drop for the person: `paste 1`, `12 files`. */
  readonly label: string;
  readonly verb: 'pasting' | 'adding';
  readonly total: number;
  /** The person undid the batch while it was being read. */
  readonly onUndone: () => void;
}

const SLICE = 200;
const PUBLISH_EVERY = 100;
/** The share of the page's time for showing results while more are coming. */
const SHARE_FOR_SHOWING = 0.2;
let lastBatch = 0;

/** The same workspace for the same hosts: what was computed ahead is known by it. */
const arrived = memoizeTwo(withAdditions);

/**
 * Brings readings into the store as they come: merged in slices, so that the page's thread is never long at it,
 * published at most every 100 ms, and one undo step however many there are.
 */
export class Batch {
  readonly #id = ++lastBatch;
  readonly #options: BatchOptions;
  #base: Workspace;
  #merger: Merger;
  #inbox: Reading[] = [];
  /** Merged, but not in the store yet: again when the hosts change under it. */
  #merged: { readonly reading: Reading; readonly outcome: Outcome }[] = [];
  #errors: ErrorReading[] = [];
  #problems: IntakeProblem[] = [];
  #brought: Additions = noAdditions;
  #began = false;
  #closed = false;
  /** When the page has shown what was published last, and had time for other things. */
  #dueAt = Number.NEGATIVE_INFINITY;
  #isPumping = false;
  #pumped: Promise<void> = Promise.resolve();
  /** Hosts that are computed ahead before the page sees them: until it does, none are merged. */
  #shown: Promise<void> | undefined;
  /** Duplicates, which the person is asked about. */
  readonly #asked = new Set<HostReading>();
  #stopped = '';
  #tooMany = new Set<Outcome>();
  #same: string[] = [];
  #summary: ReadSummary;
  #progress: ReadingProgress;
  #timer: ReturnType<typeof setInterval>;

  constructor(options: BatchOptions) {
    this.#options = options;
    this.#base = workspaceStore.getState().workspace;
    this.#merger = new Merger(this.#base);
    this.#progress = { done: 0, total: options.total, current: '' };
    this.#summary = {
      label: options.label,
      added: 0,
      joined: 0,
      guests: 0,
      same: 0,
      errors: 0,
      problems: 0,
      skipped: 0,
    };
    this.#timer = setInterval(() => this.#publishIfDue(), PUBLISH_EVERY);
    workspaceStore.setState({ reading: this.#progress });
  }

  receive({ readings, errors, problems, skipped }: Found): void {
    this.#errors.push(...errors);
    for (const reading of readings) this.#inbox.push(reading);
    this.#problems.push(...problems);
    const { errors: decoded, problems: before, skipped: passed } = this.#summary;
    this.#summary = {
      ...this.#summary,
      errors: decoded + errors.length,
      problems: before + problems.length,
      skipped: passed + skipped,
    };
    if (!this.#isPumping) this.#pumped = this.#pump();
  }

  progress(done: number, current: string): void {
    this.#progress = { ...this.#progress, done, current };
  }

  /** All is read: takes in what is left and says what came of it. */
  async finish(): Promise<void> {
    await this.#pumped;
    await this.#shown;
    await this.#show();
    if (this.#wasUndone()) this.#stop();
    if (this.#closed) return;
    this.#close();
    this.#takeErrors();
    this.#say();
  }

  /** The rows that a pasted error is about are what the person wants to see. */
  #takeErrors(): void {
    const [newest] = this.#errors;
    if (newest === undefined) return;
    edit(addErrors(this.#errors));
    const names = newest.features.map(({ name }) => name);
    if (names.length === 0 || workspaceStore.getState().workspace.hosts.length === 0) return;
    chooseForm('features', 'all');
    setUi({ filter: names.join(',') });
  }

  /** The person wants no more of it: what was read stays. */
  stopHere(): void {
    const { done, total } = this.#progress;
    this.#stopped = `Reading was stopped after ${counted(done, total)}. `;
  }

  /** Takes back what this batch brought, its questions too. */
  abandon(): void {
    if (this.#closed) return;
    this.#close();
    withdraw(this.#asked);
    announce(`Reading was stopped. Everything from ${this.#options.label} was removed.`);
    if (!this.#began) return;
    workspaceStore.setState((state) => {
      const steps = stepsWith(state, this.#id, (workspace) => withoutAdditions(workspace, this.#brought));
      return steps === undefined
        ? {}
        : { ...steps, past: steps.past.filter(({ batch }) => batch !== this.#id) };
    });
  }

  #close(): void {
    this.#closed = true;
    clearInterval(this.#timer);
    workspaceStore.setState({ reading: undefined });
  }

  async #pump(): Promise<void> {
    this.#isPumping = true;
    while (this.#inbox.length > 0 && !this.#closed) {
      await this.#shown;
      for (const reading of this.#inbox.splice(0, SLICE)) this.#merge(reading);
      this.#publishIfDue();
      await yieldToPage();
    }
    this.#isPumping = false;
  }

  #merge(reading: Reading): void {
    this.#merged.push({ reading, outcome: this.#merger.add(reading) });
  }

  #publishIfDue(): void {
    const isFirst = !this.#began && this.#merged.length > 0;
    if (this.#wasUndone()) this.#stop();
    else if (isFirst || performance.now() >= this.#dueAt) void this.#show();
  }

  /** Lets the page see what came, once all that it will ask of it is computed. */
  #show(): Promise<void> {
    const started = performance.now();
    this.#shown ??= this.#computeAhead().then(() => {
      this.#shown = undefined;
      this.#publish(started);
    });
    return this.#shown;
  }

  async #computeAhead(): Promise<void> {
    const { workspace } = workspaceStore.getState();
    const coming = arrived(workspace, this.#merger.coming);
    if (coming !== workspace) await computeAhead(coming);
  }

  #wasUndone(): boolean {
    return this.#began && !workspaceStore.getState().past.some(({ batch }) => batch === this.#id);
  }

  #stop(): void {
    if (this.#closed) return;
    this.#close();
    this.#options.onUndone();
  }

  #publish(started: number): void {
    if (this.#wasUndone()) this.#stop();
    if (this.#closed) return;
    const { workspace } = workspaceStore.getState();
    const { hosts, guests } = workspace;
    if (hosts !== this.#base.hosts || guests !== this.#base.guests) this.#mergeAnew(workspace);
    const duplicates = this.#tally();
    this.#store(this.#merger.take());
    this.#base = workspaceStore.getState().workspace;
    askAbout(duplicates);
    for (const reading of duplicates) this.#asked.add(reading);
    this.#pace(started);
  }

  /** Computing and drawing a large pool takes longer than reading more of it: then it is shown less often. */
  #pace(started: number): void {
    this.#dueAt = Number.POSITIVE_INFINITY;
    void whenPageIsIdle().then(() => {
      const now = performance.now();
      this.#dueAt = now + Math.max(PUBLISH_EVERY, (now - started) / SHARE_FOR_SHOWING);
    });
  }

  /** The person changed the hosts since: what is not in the store yet is matched with the new ones. */
  #mergeAnew(workspace: Workspace): void {
    const readings = this.#merged.map(({ reading }) => reading);
    this.#merged = [];
    this.#merger = new Merger(workspace);
    for (const reading of readings) this.#merge(reading);
  }

  #tally(): HostReading[] {
    const duplicates: HostReading[] = [];
    const counts = { ...this.#summary };
    for (const { reading, outcome } of this.#merged) {
      if (isDuplicate(outcome)) {
        if (reading.view !== 'guest') duplicates.push(reading);
      } else if (outcome === 'too many' || outcome === 'too many guests') this.#refuse(reading, outcome);
      else if (outcome === 'guest added' || outcome === 'guest replaced') counts.guests++;
      else if (outcome === 'guest same') {
        counts.same++;
        this.#same.push(reading.name ?? 'A guest without a name');
      } else {
        counts[outcome]++;
        if (outcome === 'same') this.#same.push(reading.name ?? 'A host without a name');
      }
    }
    this.#merged = [];
    const { problems } = this.#summary;
    this.#summary = { ...counts, problems };
    return duplicates;
  }

  /** Said once for hosts and once for guests. */
  #refuse({ place }: Reading, outcome: 'too many' | 'too many guests'): void {
    if (this.#tooMany.has(outcome)) return;
    this.#tooMany.add(outcome);
    const limit =
      outcome === 'too many'
        ? `${MAX_HOSTS.toLocaleString('en')} hosts`
        : `${MAX_GUESTS.toLocaleString('en')} guests`;
    const where = `Line ${place.line.toLocaleString('en')} of ${place.file}`;
    const sentence = `${where} and everything after it was not added: the limit is ${limit}.`;
    this.#problems.push({ code: 'too-many', sentence, place, excerpt: [] });
    this.#summary = { ...this.#summary, problems: this.#summary.problems + 1 };
  }

  #store(additions: Additions): void {
    const problems = this.#problems;
    this.#problems = [];
    workspaceStore.setState((state) => ({
      ...(state.reading === this.#progress ? {} : { reading: this.#progress }),
      ...(problems.length === 0 ? {} : { problems: withProblems(state.problems, problems) }),
    }));
    if (isNothing(additions)) return;
    this.#brought = {
      added: [...this.#brought.added, ...additions.added],
      joined: [...this.#brought.joined, ...additions.joined],
      guests: {
        added: [...this.#brought.guests.added, ...additions.guests.added],
        replaced: [...this.#brought.guests.replaced, ...additions.guests.replaced],
      },
    };
    const label = this.#label();
    const bring = (workspace: Workspace) => arrived(workspace, additions);
    workspaceStore.setState((state) => {
      const steps = stepsWith(state, this.#id, bring);
      if (steps === undefined) {
        const step = { label, before: state.workspace, batch: this.#id };
        return {
          workspace: bring(state.workspace),
          past: [...state.past.slice(1 - MAX_STEPS), step],
          future: [],
        };
      }
      const past = steps.past.map((step) => (step.batch === this.#id ? { ...step, label } : step));
      return { ...steps, past };
    });
    this.#began = true;
  }

  #label(): string {
    return `${this.#options.verb} ${broughtInWords(this.#brought)}`;
  }

  #say(): void {
    const [first] = this.#same;
    if (first !== undefined) {
      const who =
        this.#same.length === 1
          ? `${first} was`
          : `${this.#same.length.toLocaleString('en')} hosts or guests were`;
      addNote(`${who} here already, with the same CPU, and not added again.`);
    }
    const replaced = replacedInWords(this.#brought.guests.replaced);
    if (replaced !== undefined) addNote(replaced);
    workspaceStore.setState({ lastRead: this.#summary });
    // The one thing that went wrong is said itself.
    const [only] = this.#summary.problems === 1 ? workspaceStore.getState().problems.slice(-1) : [];
    announce(`${this.#stopped}${summaryInWords(this.#summary)} ${only?.sentence ?? ''}`.trim());
  }
}

function counted(done: number, total: number): string {
  return `${done.toLocaleString('en')} of ${total.toLocaleString('en')} ${total === 1 ? 'file' : 'files'}`;
}
