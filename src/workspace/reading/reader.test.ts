import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import { removeHosts, setIncluded } from '../model/actions.ts';
import { missingPartStore } from '../stores/missing-part.ts';
import { edit, redo, startState, undo, workspaceStore } from '../stores/store.ts';
import { answerDuplicate, existingOf } from './duplicates.ts';
import { cancelReading, readFiles, readText, settings } from './reader.ts';
import type { FromReader, ReaderPort, ToReader } from './worker/protocol.ts';

const capabilities = readFileSync(new URL('../../intake/fixtures/capabilities.xml', import.meta.url), 'utf8');
const defaults = { ...settings };

afterEach(() => {
  Object.assign(settings, defaults);
  workspaceStore.setState(startState, true);
});

function hosts() {
  return workspaceStore.getState().workspace.hosts;
}

function names(): string[] {
  return hosts().map(({ name }) => name);
}

/** A host CPU, told apart by its features. */
function cpu(...features: string[]): string {
  const lines = features.map((name) => `<feature name='${name}'/>`).join('');
  return `<cpu><arch>x86_64</arch><model>Penryn</model><vendor>Intel</vendor>${lines}</cpu>`;
}

function file(path: string, text: string) {
  return { path, file: new File([text], path) };
}

/** Reads with the real code, but does something else when a file of this name comes up. */
function badReaderOn(name: string, misbehave: (port: ReaderPort) => void): () => ReaderPort {
  return () => {
    const inner = defaults.openInline();
    const port: ReaderPort = {
      onmessage: null,
      onerror: null,
      postMessage: (message: ToReader) => inner.postMessage(message),
      terminate: () => inner.terminate(),
    };
    inner.onmessage = ({ data }: { readonly data: FromReader }) => {
      port.onmessage?.({ data });
      if (data.kind !== 'reading' || data.path !== name) return;
      inner.terminate();
      misbehave(port);
    };
    return port;
  };
}

describe('reading', () => {
  test('[W1] a paste is one step, named for what it brought', async () => {
    await readText(`== kvm-01\n${capabilities}\n== kvm-02\n${capabilities}`);
    expect(names()).toEqual(['kvm-01', 'kvm-02']);
    expect(workspaceStore.getState().past.map(({ label }) => label)).toEqual(['pasting 2 hosts']);
    expect(workspaceStore.getState().announcement).toContain('2 hosts added.');
    undo();
    expect(hosts()).toEqual([]);
    redo();
    expect(names()).toEqual(['kvm-01', 'kvm-02']);
  });

  test('[W2] hosts with the same CPU share one source, also over batches', async () => {
    await readFiles([file('a.xml', cpu('vmx')), file('b.xml', cpu('vmx'))]);
    await readFiles([file('c.xml', cpu('vmx')), file('d.xml', cpu('svm'))]);
    const sources = hosts().map((host) => host.sources[0]?.cpu);
    expect(new Set(sources).size).toBe(2);
  });

  test('[W3] a host without a name gets one that is free', async () => {
    await readText(cpu('vmx'));
    await readText(cpu('svm'));
    expect(names()).toEqual(['Host 1', 'Host 2']);
  });

  test('[W4] a broken document is a problem and keeps nothing from the others', async () => {
    await readFiles([
      file('a.xml', cpu('vmx')),
      file('b.xml', '<cpu><arch>x86_64'),
      file('c.xml', cpu('svm')),
    ]);
    expect(names()).toEqual(['a', 'c']);
    expect(workspaceStore.getState().problems).toMatchObject([{ code: 'cut', place: { file: 'b.xml' } }]);
    expect(workspaceStore.getState().lastRead).toMatchObject({ added: 2, problems: 1 });
  });

  test('[W18] twenty thousand hosts are held, and the rest named once', async () => {
    const text = Array.from({ length: 20_002 }, (_, i) => `== node-${i}\n${cpu('vmx')}\n`).join('');
    await readText(text);
    expect(hosts()).toHaveLength(20_000);
    expect(new Set(hosts().map((host) => host.sources[0]?.cpu)).size).toBe(1);
    expect(workspaceStore.getState().problems).toMatchObject([
      { code: 'too-many', sentence: expect.stringContaining('the limit is 20,000 hosts') },
    ]);
  });

  test('[W5] a file of a folder without a host in it is counted, not a problem', async () => {
    await readFiles([file('sos/a.xml', cpu('vmx')), file('sos/README', 'nothing here')]);
    expect(workspaceStore.getState().problems).toEqual([]);
    expect(workspaceStore.getState().lastRead).toMatchObject({ added: 1, skipped: 1 });
  });
});

describe('duplicates', () => {
  test('[W6] the same again is skipped and said', async () => {
    await readFiles([file('kvm-01.xml', cpu('vmx'))]);
    await readFiles([file('kvm-01.xml', cpu('vmx'))]);
    expect(names()).toEqual(['kvm-01']);
    expect(workspaceStore.getState().duplicates).toBeUndefined();
    expect(workspaceStore.getState().notes[0]?.sentence).toContain('kvm-01 was here already');
  });

  test('[W7] another CPU under the same name asks, and blocks nothing else', async () => {
    await readFiles([file('kvm-01.xml', cpu('vmx'))]);
    await readFiles([file('kvm-01.xml', cpu('svm')), file('kvm-02.xml', cpu('vmx'))]);
    expect(names()).toEqual(['kvm-01', 'kvm-02']);
    expect(workspaceStore.getState().duplicates).toMatchObject({ name: 'kvm-01' });
    answerDuplicate('keep both', false);
    expect(names()).toEqual(['kvm-01', 'kvm-02', 'kvm-01 (2)']);
    expect(workspaceStore.getState().duplicates).toBeUndefined();
  });

  test('[W8] one answer for all replaces in place, as one step', async () => {
    await readFiles([file('a.xml', cpu('vmx')), file('b.xml', cpu('vmx'))]);
    await readFiles([file('a.xml', cpu('svm')), file('b.xml', cpu('svm'))]);
    expect(workspaceStore.getState().duplicates?.waiting).toHaveLength(2);
    answerDuplicate('replace', true);
    expect(names()).toEqual(['a', 'b']);
    expect(hosts()[1]?.sources[0]?.cpu).toMatchObject({ cpu: { features: ['svm'] } });
    expect(workspaceStore.getState().past.at(-1)?.label).toBe('replacing 2 hosts');
    undo();
    expect(hosts()[0]?.sources[0]?.cpu).toMatchObject({ cpu: { features: ['vmx'] } });
  });

  test('[W21] a question whose host has gone is about the new one alone, until the host is back', async () => {
    await readFiles([file('kvm-01.xml', cpu('vmx'))]);
    await readFiles([file('kvm-01.xml', cpu('svm'))]);
    const existing = () => existingOf(workspaceStore.getState().duplicates!, hosts());
    expect(existing()?.place.file).toBe('kvm-01.xml');
    edit(removeHosts(hosts().map(({ id }) => id)));
    expect(existing()).toBeUndefined();
    undo();
    expect(existing()).toBeDefined();
    redo();
    answerDuplicate('replace', false);
    expect(hosts()[0]?.sources[0]?.cpu).toMatchObject({ cpu: { features: ['svm'] } });
    expect(workspaceStore.getState().past.at(-1)?.label).toBe('adding kvm-01');
  });

  test('[W9] a host pasted in two forms is one host with both', async () => {
    const domcapabilities = readFileSync(
      new URL('../../intake/fixtures/domcapabilities.xml', import.meta.url),
      'utf8',
    );
    await readText(`== kvm-01\n${capabilities}\n== kvm-01\n${domcapabilities}`);
    expect(names()).toEqual(['kvm-01']);
    expect(hosts()[0]?.sources.map(({ view }) => view)).toEqual(['host', 'qemu']);
  });

  test('[W10] the same uuid under two names is two hosts', async () => {
    await readText(`== kvm-01\n${capabilities}\n== kvm-02\n${capabilities}`);
    expect(names()).toEqual(['kvm-01', 'kvm-02']);
  });
});

describe('a reader that breaks down', () => {
  const three = [file('a.xml', cpu('vmx')), file('bad.xml', cpu('svm')), file('c.xml', cpu('ds'))];

  test('[W11] when it dies, the file is named and the rest is read', async () => {
    settings.open = badReaderOn('bad.xml', (port) => port.onerror?.({ message: 'out of memory' }));
    await readFiles(three);
    expect(names()).toEqual(['a', 'c']);
    expect(workspaceStore.getState().problems).toMatchObject([
      { code: 'gave-up', place: { file: 'bad.xml' }, sentence: expect.stringContaining('out of memory') },
    ]);
  });

  test('[W12] when it hangs, the file is named and the rest is read', async () => {
    settings.hangAfter = 50;
    settings.open = badReaderOn('bad.xml', () => {});
    await readFiles(three);
    expect(names()).toEqual(['a', 'c']);
    expect(workspaceStore.getState().problems[0]?.sentence).toContain('bad.xml took too long');
  });

  test('[W22] when it is silent from the start, the page reads by itself', async () => {
    settings.hangAfter = 50;
    settings.open = () => ({ onmessage: null, onerror: null, postMessage: () => {}, terminate: () => {} });
    await readFiles(three);
    expect(names()).toEqual(['a', 'bad', 'c']);
    expect(workspaceStore.getState().problems).toEqual([]);
  });

  test('[W23] when it dies between two files, no file is blamed', async () => {
    settings.open = () => {
      const inner = defaults.openInline();
      const port: ReaderPort = { ...inner, onmessage: null, onerror: null };
      inner.onmessage = ({ data }: { readonly data: FromReader }) => {
        port.onmessage?.({ data });
        if (data.kind !== 'results' || data.done.length === 0) return;
        inner.terminate();
        port.onerror?.({ message: 'out of memory' });
      };
      return port;
    };
    await readFiles(three);
    expect(names()).toEqual(['a', 'bad', 'c']);
    expect(workspaceStore.getState().problems).toEqual([]);
  });

  test('[W24] when no reader can be had at all, reading ends, and the page says so', async () => {
    const missing = (): ReaderPort => {
      const port: ReaderPort = {
        onmessage: null,
        onerror: null,
        postMessage: () => queueMicrotask(() => port.onerror?.({ message: '', isMissing: true })),
        terminate: () => {},
      };
      return port;
    };
    settings.open = missing;
    settings.openInline = missing;
    await readFiles(three);
    expect(names()).toEqual([]);
    expect(workspaceStore.getState().reading).toBeUndefined();
    await expect.poll(() => missingPartStore.getState().sentence).toContain('could not be loaded');
  });

  test('[W13] when it cannot start at all, the page reads by itself', async () => {
    settings.open = () => {
      const port: ReaderPort = {
        onmessage: null,
        onerror: null,
        postMessage: () => queueMicrotask(() => port.onerror?.({ message: '' })),
        terminate: () => {},
      };
      return port;
    };
    await readFiles(three);
    expect(names()).toEqual(['a', 'bad', 'c']);
    expect(workspaceStore.getState().problems).toEqual([]);
  });
});

describe('while reading', () => {
  /** Hands out the real reader's messages one by one. */
  function steppedReader() {
    const held: FromReader[] = [];
    let target: ReaderPort | undefined;
    settings.open = () => {
      const inner = defaults.openInline();
      const port: ReaderPort = {
        onmessage: null,
        onerror: null,
        postMessage: inner.postMessage,
        terminate: inner.terminate,
      };
      inner.onmessage = ({ data }) => held.push(data);
      target = port;
      return port;
    };
    return { held, release: (message: FromReader) => target?.onmessage?.({ data: message }) };
  }

  async function until(condition: () => boolean): Promise<void> {
    while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5));
  }

  const many = Array.from({ length: 300 }, (_, i) => file(`kvm-${i}.xml`, cpu(`made-up-${i}`)));

  test('[W14] cancelling keeps what was read so far, or nothing', async () => {
    for (const keep of ['read so far', 'nothing'] as const) {
      const { held, release } = steppedReader();
      const finished = readFiles(many);
      await until(() => held.some(({ kind }) => kind === 'results'));
      for (const message of held) release(message);
      await until(() => hosts().length > 0);
      expect(workspaceStore.getState().reading?.total).toBe(300);
      cancelReading(keep);
      await finished;
      expect(workspaceStore.getState().reading).toBeUndefined();
      if (keep === 'read so far') {
        expect(hosts().length).toBeGreaterThan(0);
        undo();
      }
      expect(hosts()).toEqual([]);
      expect(workspaceStore.getState().past).toEqual([]);
    }
  });

  test('[W19] cancelling one read keeps what waits behind it, and says how far it came', async () => {
    const { held, release } = steppedReader();
    const first = readFiles(many);
    await until(() => held.some(({ kind }) => kind === 'results'));
    for (const message of held) release(message);
    await until(() => hosts().length > 0);
    const second = readText(`== kvm-late\n${cpu('vmx')}`);
    settings.open = defaults.open;
    const said: string[] = [];
    const stop = workspaceStore.subscribe(({ announcement }) => said.push(announcement));
    cancelReading('read so far');
    await Promise.all([first, second]);
    stop();
    expect(names()).toContain('kvm-late');
    expect(said).toContainEqual(
      expect.stringMatching(/^Reading was stopped after \d+ of 300 files\. \d+ hosts? added\.$/),
    );
  });

  test('[W20] what is taken back takes its questions along, and no others', async () => {
    await readFiles([file('kvm-0.xml', cpu('vmx')), file('kvm-old.xml', cpu('vmx'))]);
    await readFiles([file('kvm-old.xml', cpu('svm'))]);
    const { held, release } = steppedReader();
    const finished = readFiles(many);
    await until(() => held.some(({ kind }) => kind === 'results'));
    for (const message of held) release(message);
    await until(() => workspaceStore.getState().duplicates?.waiting.length === 2);
    cancelReading('nothing');
    await finished;
    expect(workspaceStore.getState().duplicates?.waiting.map(({ name }) => name)).toEqual(['kvm-old']);
    expect(workspaceStore.getState().announcement).toBe(
      'Reading was stopped. Everything from 300 files was removed.',
    );
  });

  test('[W15] what the person does meanwhile stays, and undo takes it back without losing hosts', async () => {
    await readFiles([file('kvm-old-1.xml', cpu('vmx'))]);
    const [first] = hosts();
    const { held, release } = steppedReader();
    const finished = readFiles(many);
    await until(() => held.filter(({ kind }) => kind === 'results').length > 0);
    release(held[0]!);
    release(held.find(({ kind }) => kind === 'results')!);
    await until(() => hosts().length > 1);
    edit(setIncluded([first!.id], false));
    let at = held.findIndex(({ kind }) => kind === 'results') + 1;
    const pump = setInterval(() => {
      const message = held[at];
      if (message === undefined) return;
      at++;
      release(message);
    }, 0);
    await finished;
    clearInterval(pump);
    expect(hosts()).toHaveLength(301);
    expect(hosts()[0]?.included).toBe(false);
    undo();
    expect(hosts()).toHaveLength(301);
    expect(hosts()[0]?.included).toBe(true);
    undo();
    expect(names()).toEqual(['kvm-old-1']);
  });

  test('[W16] undoing the batch that is being read stops it', async () => {
    const { held, release } = steppedReader();
    const finished = readFiles(many);
    await until(() => held.some(({ kind }) => kind === 'results'));
    for (const message of held) release(message);
    await until(() => hosts().length > 0);
    undo();
    await finished;
    expect(hosts()).toEqual([]);
    expect(workspaceStore.getState().reading).toBeUndefined();
  });

  test('[W17] a host removed meanwhile stays removed', async () => {
    await readFiles([file('kvm-old-1.xml', cpu('vmx'))]);
    const finished = readFiles(many);
    edit(removeHosts([hosts()[0]!.id]));
    await finished;
    expect(names()).not.toContain('kvm-old-1');
    expect(hosts()).toHaveLength(300);
  });
});
