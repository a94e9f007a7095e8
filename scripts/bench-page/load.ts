import type { CDPSession, Page } from '@playwright/test';
import type { HostCpu } from '../../src/cpu/definition/definition.ts';
import { formatCpu } from '../../src/cpu/definition/format.ts';
import { loadCpuMap } from '../../src/cpu-map/releases.ts';
import { exportWorkspace } from '../../src/workspace/file-format/workspace-file.ts';
import { nextHostId } from '../../src/workspace/model/host-id.ts';
import { emptyWorkspace, type Host, type HostSource } from '../../src/workspace/model/state.ts';
import { report } from '../bench/measure.ts';
import type { AppInBrowser } from '../support/app-in-browser.ts';
import { capabilities, madeUpHost } from '../support/made-up-hosts.ts';
import { Random } from '../support/random.ts';
import type { Judge } from './judge.ts';

interface Load {
  readonly hosts: number;
  readonly kinds: number;
  /** The size of a file: 23 KB is a whole capabilities document; undefined is a bare `<cpu>`. */
  readonly bytes?: number;
  /** All in one workspace file. */
  readonly saved?: boolean;
  /** Milliseconds; of the long tasks each one's. */
  readonly limits?: {
    readonly first?: number;
    readonly complete: number;
    readonly task?: number;
    /** MiB. */
    readonly heap?: number;
  };
  /** Reloaded then: what is stored is held to the same limits. */
  readonly again?: boolean;
}

const loads: readonly Load[] = [
  { hosts: 1, kinds: 1, bytes: 23_000, limits: { complete: 100 } },
  { hosts: 100, kinds: 100, bytes: 23_000 },
  { hosts: 100, kinds: 1, bytes: 23_000 },
  { hosts: 1000, kinds: 1000, bytes: 23_000, limits: { first: 500, complete: 2000, task: 50 } },
  { hosts: 1000, kinds: 20, bytes: 23_000, limits: { first: 500, complete: 2000, task: 50 } },
  { hosts: 20_000, kinds: 20_000, limits: { complete: 4000, task: 50, heap: 150 }, again: true },
  { hosts: 20_000, kinds: 20 },
  { hosts: 1000, kinds: 1000, saved: true },
  { hosts: 20_000, kinds: 20, saved: true },
];

interface Loaded {
  /** Milliseconds from the drop to the first row that is painted, and to the last host's. */
  readonly first: number;
  readonly complete: number;
  /** Milliseconds of each task of the page's thread over 50 ms, until a second after the end. */
  readonly longTasks: readonly number[];
  readonly elements: number;
}

/** One document pasted, or files dropped, on the empty page: how soon they are on the screen, and whether the page can be used meanwhile. */
export async function benchLoad({ url, browser }: AppInBrowser, judge: Judge): Promise<void> {
  const rows = [['given', 'first rows', 'complete', 'tasks over 50 ms', 'heap', 'elements']];
  for (const load of loads) {
    const texts = await textsOf(load);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    const cdp = await page.context().newCDPSession(page);
    const counts = `${load.hosts.toLocaleString('en')}, ${load.kinds.toLocaleString('en')} kinds`;
    const what = load.saved === true ? `${counts}, saved` : counts;
    const take = async (name: string, loaded: Loaded) => {
      const heap = await heapOf(cdp);
      rows.push([name, ...cellsOf(loaded, heap)]);
      hold(judge, name, { loaded, heap, limits: load.limits });
    };
    await take(what, await drop(page, texts, load.hosts));
    if (load.again === true) await take(`${what}, reopened`, await reopen(page, load.hosts));
    await page.context().close();
  }
  report('Loading: one document pasted, more files dropped', rows);
}

function cellsOf({ first, complete, longTasks, elements }: Loaded, heap: number): string[] {
  const tasks = longTasks.length === 0 ? 'none' : longTasks.join(' ');
  return [`${first} ms`, `${complete} ms`, tasks, `${heap.toFixed(0)} MiB`, String(elements)];
}

interface Held {
  readonly loaded: Loaded;
  readonly heap: number;
  readonly limits: Load['limits'];
}

function hold(judge: Judge, what: string, { loaded, heap, limits }: Held): void {
  const { first, complete, longTasks } = loaded;
  judge.atMost(`${what}: milliseconds to the first rows`, first, limits?.first ?? Infinity);
  judge.atMost(`${what}: milliseconds to the end`, complete, limits?.complete ?? Infinity);
  judge.atMost(`${what}: longest task`, Math.max(0, ...longTasks), limits?.task ?? Infinity);
  judge.atMost(`${what}: MiB of heap`, heap, limits?.heap ?? Infinity);
}

async function textsOf({ hosts, kinds, bytes, saved }: Load): Promise<string[]> {
  const map = await loadCpuMap('12.8.0');
  const random = new Random(11);
  const cpus = Array.from({ length: kinds }, () => madeUpHost(map, random));
  if (saved === true) return [workspaceFile(hosts, cpus)];
  const texts = cpus.map((cpu) => (bytes === undefined ? formatCpu(cpu) : capabilities(cpu, bytes)));
  return Array.from({ length: hosts }, (_, i) => texts[i % kinds] ?? '');
}

function workspaceFile(count: number, cpus: readonly HostCpu[]): string {
  const sources = cpus.map((cpu): HostSource => {
    const place = { file: 'pool.xml', line: 1 };
    return { kind: 'capabilities', view: 'host', arch: cpu.arch, cpu: { kind: 'host', cpu }, place };
  });
  const hosts = Array.from({ length: count }, (_, i): Host => {
    const name = `kvm-${String(i).padStart(5, '0')}`;
    return {
      id: nextHostId(),
      name,
      included: true,
      sources: sources.slice(i % cpus.length, (i % cpus.length) + 1),
    };
  });
  return exportWorkspace({ ...emptyWorkspace, hosts });
}

function drop(page: Page, texts: readonly string[], count: number): Promise<Loaded> {
  return page.evaluate(
    async ({ given, count }) => {
      const transfer = new DataTransfer();
      const pasted = new DataTransfer();
      pasted.setData('text/plain', given[0] ?? '');
      given.forEach((text, i) => {
        const ending = text.startsWith('<') ? 'xml' : 'json';
        transfer.items.add(new File([text], `kvm-${String(i).padStart(5, '0')}.${ending}`));
      });
      const longTasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasks.push(Math.round(duration));
      });
      const later = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
      // A person's step that warms the reader: pressing Ctrl, or dragging over the page.
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Control', bubbles: true }));
      await later(1000);
      observer.observe({ type: 'longtask' });
      await later(50);
      const started = performance.now();
      document.body.dispatchEvent(
        count === 1
          ? new ClipboardEvent('paste', { clipboardData: pasted, bubbles: true, cancelable: true })
          : new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }),
      );
      // Seen in one frame, painted with it: the next frame's time is an upper bound.
      const painted = (test: () => boolean): Promise<number> =>
        new Promise((resolve) => {
          const look = (): void => {
            if (!test()) requestAnimationFrame(look);
            else requestAnimationFrame((time) => resolve(Math.round(time - started)));
          };
          look();
        });
      const hosts = count === 1 ? '' : `${count.toLocaleString('en')} hosts`;
      const hasRows = () => document.querySelector('[role=grid] tbody [role=row]') !== null;
      const isComplete = () =>
        hasRows() &&
        document.querySelector('[role=progressbar]') === null &&
        document.querySelector('h1')?.textContent.includes(hosts) === true;
      // Both from the start: one after the other the second would be a frame late.
      const [first, complete] = await Promise.all([painted(hasRows), painted(isComplete)]);
      await later(1000);
      observer.disconnect();
      return { first, complete, longTasks, elements: document.querySelectorAll('*').length };
    },
    { given: texts, count },
  );
}

/** The stored hosts, on a page that is opened anew; from the start of its loading. */
async function reopen(page: Page, count: number): Promise<Loaded> {
  // Stored at the latest a second after the last change; this many in pieces.
  await page.waitForTimeout(10_000);
  await page.addInitScript(() => {
    const longTasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(Math.round(duration));
    }).observe({ type: 'longtask', buffered: true });
    Object.assign(window, { longTasks });
  });
  await page.reload({ waitUntil: 'commit' });
  const hosts = `${count.toLocaleString('en')} hosts`;
  await page.getByRole('heading', { level: 1, name: hosts }).waitFor({ timeout: 120_000 });
  await page.getByRole('gridcell').first().waitFor();
  const complete = await page.evaluate(
    () => new Promise<number>((resolve) => requestAnimationFrame((time) => resolve(Math.round(time)))),
  );
  await page.waitForTimeout(1000);
  return page.evaluate((complete) => {
    const { longTasks } = window as unknown as { longTasks: number[] };
    return { first: complete, complete, longTasks, elements: document.querySelectorAll('*').length };
  }, complete);
}

/** Memory, in MiB, of the page's own thread, after garbage was collected; the reader's thread has its own. */
async function heapOf(cdp: CDPSession): Promise<number> {
  await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  return usedSize / 1024 / 1024;
}
