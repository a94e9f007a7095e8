import { afterEach, describe, expect, test } from 'vitest';
import { builtInReleases } from '../../cpu-map/releases.ts';
import {
  addOwnMap,
  isKept,
  keepMapInForce,
  loadMap,
  mapEntry,
  mapStore,
  ownFacts,
  removeOwnMap,
  startMaps,
  switchMap,
} from '../cpu-maps/maps.ts';
import { emptyDatabase, store, storedNow } from '../database.test-support.ts';
import { emptyWorkspace } from '../model/state.ts';
import { answerIncoming } from '../persistence/merge-question.ts';
import { readFiles, readText } from '../reading/reader.ts';
import { cpuXml, fileOf, ownMapFacts, sampleHost } from '../samples.test-support.ts';
import { startState, undo, workspaceStore } from '../stores/store.ts';
import { shareLink } from './share-link.ts';
import { exportWorkspace } from './workspace-file.ts';

const page = 'https://commonbits.example/';

afterEach(async () => {
  await emptyDatabase();
  workspaceStore.setState(startState, true);
  mapStore.setState(startMaps, true);
});

function names(): string[] {
  return workspaceStore.getState().workspace.hosts.map(({ name }) => name);
}

function problems(): readonly string[] {
  return workspaceStore.getState().problems.map(({ sentence }) => sentence);
}

const index = `<cpus><arch name='x86'><include filename='x86_vendors.xml'/>
  <include filename='x86_features.xml'/><include filename='x86_Tiny.xml'/></arch></cpus>`;
const vendors = `<cpus><vendor name='Intel' string='GenuineIntel'/></cpus>`;
const features = `<cpus><feature name='vmx'><cpuid eax_in='0x01' ecx='0x20'/></feature></cpus>`;

function cpuMap(folder: string, model: string) {
  return [
    fileOf(`${folder}/index.xml`, index),
    fileOf(`${folder}/x86_vendors.xml`, vendors),
    fileOf(`${folder}/x86_features.xml`, features),
    fileOf(`${folder}/x86_Tiny.xml`, model),
    fileOf(`${folder}/meson.build`, 'not read'),
  ];
}

const tiny = `<cpus>\n<model name='Tiny'><vendor name='Intel'/><feature name='vmx'/></model>\n</cpus>`;

describe('own CPU maps', () => {
  test('[M1] a cpu_map directory becomes a map, is chosen and stored', async () => {
    await readFiles(cpuMap('libvirt-10.0.0/src/cpu_map', tiny));
    expect(problems()).toEqual([]);
    expect(workspaceStore.getState().workspace.mapKey).toBe('own:libvirt-10.0.0');
    expect(mapStore.getState().maps.at(-1)).toMatchObject({
      title: 'libvirt-10.0.0',
      models: 1,
      features: 1,
    });
    await expect.poll(async () => (await storedNow()).has('own:libvirt-10.0.0')).toBe(true);
    undo();
    expect(workspaceStore.getState().workspace.mapKey).toBe('12.8.0');
  });

  test('[M2] a broken one names file and line, and the map before stays', async () => {
    await readFiles(cpuMap('cpu_map', tiny.replace("feature name='vmx'", "feature name='nonsense'")));
    expect(workspaceStore.getState().workspace.mapKey).toBe('12.8.0');
    expect(workspaceStore.getState().problems).toMatchObject([{ place: { file: 'x86_Tiny.xml', line: 2 } }]);
    expect(problems()[0]).toContain('nonsense');
    expect(mapStore.getState().maps).toHaveLength(builtInReleases.length);
  });

  test('[M6] without its index it is one problem, not one for each file', async () => {
    await readFiles(cpuMap('cpu_map', tiny).filter(({ path }) => !path.endsWith('index.xml')));
    expect(problems()).toEqual([expect.stringContaining('index.xml is missing from the CPU map')]);
    expect(workspaceStore.getState().problems[0]?.place.file).toBe('index.xml');
  });

  test('[M3] two of the same name are two', async () => {
    await readFiles(cpuMap('a/cpu_map', tiny));
    await readFiles(cpuMap('a/cpu_map', tiny));
    expect(
      mapStore
        .getState()
        .maps.slice(builtInReleases.length)
        .map(({ key }) => key),
    ).toEqual(['own:a', 'own:a (2)']);
  });

  test('[M4] a stored one that is damaged says so and is not chosen', async () => {
    await store({ 'own:x': { format: 1 } });
    mapStore.setState(({ maps }) => ({
      maps: [...maps, { ...maps[0]!, key: 'own:x', title: 'x', own: true, load: { state: 'idle' } }],
    }));
    await switchMap('own:x');
    expect(workspaceStore.getState().workspace.mapKey).toBe('12.8.0');
    expect(workspaceStore.getState().notes[0]?.sentence).toContain('The CPU map x could not be loaded');
    expect(await loadMap('own:x')).toBeUndefined();
  });

  test('[M5] removing the one in force goes back to the default', async () => {
    await readFiles(cpuMap('a/cpu_map', tiny));
    await removeOwnMap('own:a');
    expect(workspaceStore.getState().workspace.mapKey).toBe('12.8.0');
    expect((await storedNow()).size).toBe(0);
  });
});

describe('workspace files', () => {
  const text = exportWorkspace({ ...emptyWorkspace, mapKey: '9.0.0', hosts: [sampleHost('kvm-01', 'vmx')] });

  test('[I1] opens at once on an empty page', async () => {
    await readFiles([fileOf('pool.json', text)]);
    expect(names()).toEqual(['kvm-01']);
    expect(workspaceStore.getState().workspace.mapKey).toBe('9.0.0');
    expect(workspaceStore.getState().past.map(({ label }) => label)).toEqual(['opening pool.json']);
  });

  test('[I2] asks where there are hosts: replace, add or neither', async () => {
    await readText(`== kvm-01\n${cpuXml('svm')}`);
    for (const [choice, expected] of [
      ['skip', ['kvm-01']],
      ['add', ['kvm-01', 'kvm-01 (2)']],
      ['replace', ['kvm-01']],
    ] as const) {
      await readText(text, 'paste 9');
      expect(workspaceStore.getState().incoming[0]?.label).toBe('paste 9');
      answerIncoming(choice);
      expect(names()).toEqual(expected);
    }
    undo();
    expect(names()).toEqual(['kvm-01', 'kvm-01 (2)']);
  });

  test('[I5] one that holds what is here asks nothing', async () => {
    await readFiles([fileOf('pool.json', text)]);
    await readText(text, 'paste 9');
    expect(workspaceStore.getState().incoming).toEqual([]);
    expect(workspaceStore.getState().past).toHaveLength(1);
    expect(workspaceStore.getState().notes.map(({ sentence }) => sentence)).toEqual([
      'paste 9 contains the hosts you already have.',
    ]);
    await readText(text.replace('9.0.0', '11.3.0'), 'paste 10');
    expect(workspaceStore.getState().incoming[0]?.label).toBe('paste 10');
  });

  test('[I3] a damaged one is a problem and changes nothing', async () => {
    await readText(`== kvm-01\n${cpuXml('svm')}`);
    await readFiles([fileOf('pool.json', text.slice(0, 300))]);
    expect(problems()).toEqual([expect.stringContaining('pool.json is incomplete or damaged')]);
    expect(names()).toEqual(['kvm-01']);
  });

  test('[I4] a map that is not here is replaced and said', async () => {
    await readText(
      exportWorkspace({ ...emptyWorkspace, mapKey: 'own:mine', hosts: [sampleHost('a', 'vmx')] }),
    );
    expect(workspaceStore.getState().workspace.mapKey).toBe('12.8.0');
    expect(workspaceStore.getState().notes[0]?.sentence).toContain('own:mine');
  });
});

describe('a link that is pasted', () => {
  test('[I9] is opened like one in the address', async () => {
    const made = await shareLink({ ...emptyWorkspace, hosts: [sampleHost('a', 'vmx')] }, undefined, page);
    await readText(made.ok ? `  ${made.url}\n` : made.problem);
    expect(names()).toEqual(['a']);
  });

  test('[I10] is named when it is damaged', async () => {
    await readText(`${page}#pool=AAAA`);
    expect(problems()).toEqual([expect.stringMatching(/^The link is cut or damaged/)]);
  });

  test('[I11] within a text is no link', async () => {
    await readText(`see ${page}#pool=AAAA`);
    expect(problems()).toEqual([expect.not.stringMatching(/^The link/)]);
  });
});

describe('a workspace with a CPU map of its own', () => {
  const facts = ownMapFacts('mine', 'vmx');
  const workspace = { ...emptyWorkspace, mapKey: 'own:mine', hosts: [sampleHost('a', 'vmx')] };
  const ownTitles = () => mapStore.getState().maps.flatMap(({ own, title }) => (own ? [title] : []));

  test('[I5] brings it along, once', async () => {
    for (const times of [1, 2]) {
      await readText(exportWorkspace(workspace, facts), `paste ${times}`);
      expect(workspaceStore.getState().workspace.mapKey).toBe('own:mine');
      expect(ownTitles()).toEqual(['mine']);
    }
    expect(exportWorkspace(workspaceStore.getState().workspace, ownFacts('own:mine'))).toBe(
      exportWorkspace(workspace, facts),
    );
  });

  test('[I6] another map of the same name stays, and the new one gets a name that is free', async () => {
    addOwnMap(ownMapFacts('mine', 'svm'));
    await readText(exportWorkspace(workspace, facts));
    expect(workspaceStore.getState().workspace.mapKey).toBe('own:mine (2)');
    expect(ownTitles()).toEqual(['mine', 'mine (2)']);
  });

  test('[I7] a map that does not hold together is refused in words', async () => {
    const models = [{ name: 'Tiny', features: 'nowhere' }];
    await readText(exportWorkspace(workspace, { ...facts, x86: { ...facts.x86, models } }), 'paste 1');
    expect(problems()).toEqual([
      expect.stringContaining('paste 1 is damaged: CPU map: Tiny refers to nowhere'),
    ]);
    expect(names()).toEqual([]);
  });

  test('[I12] a map that would fill the memory is refused', async () => {
    const models = Array.from({ length: 2001 }, (_, i) => ({ name: `m${i}` }));
    await readText(exportWorkspace(workspace, { ...facts, x86: { ...facts.x86, models } }), 'paste 1');
    expect(problems()).toEqual([expect.stringContaining('paste 1 is damaged at cpuMap.x86.models')]);
    const many = models.map(({ name }) => `<model name='${name}'/>`).join('');
    await readFiles(cpuMap('huge', `<cpus>${many}</cpus>`));
    expect(problems()[1]).toContain('The CPU map huge was not accepted: it has more in it than any CPU map');
    expect(ownTitles()).toEqual([]);
  });

  test('[I8] a map that is removed while in force comes back with undo', async () => {
    await readText(exportWorkspace(workspace, facts));
    const stop = keepMapInForce();
    await removeOwnMap('own:mine');
    expect(workspaceStore.getState().workspace.mapKey).toBe('12.8.0');
    expect(workspaceStore.getState().past.at(-1)?.label).toBe('removing the CPU map mine');
    expect(
      mapStore
        .getState()
        .maps.filter(isKept)
        .some(({ own }) => own),
    ).toBe(false);
    undo();
    stop();
    expect(workspaceStore.getState().workspace.mapKey).toBe('own:mine');
    expect(mapEntry(mapStore.getState(), 'own:mine')).toMatchObject({
      isRemoved: false,
      load: { state: 'ready' },
    });
  });
});

describe('the files read from a drop', () => {
  async function gzip(text: string): Promise<ArrayBuffer> {
    const stream = new Blob([text]).stream().pipeThrough(new CompressionStream('gzip'));
    return new Response(stream).arrayBuffer();
  }

  test('[R1] a packed file is unpacked and named for what is in it', async () => {
    await readFiles([fileOf('kvm-07.xml.gz', await gzip(cpuXml('vmx')))]);
    expect(names()).toEqual(['kvm-07']);
  });

  test('[R2] UTF-16 with its mark is read', async () => {
    const bytes = new Uint8Array(Buffer.from(`\uFEFF${cpuXml('vmx')}`, 'utf16le'));
    await readFiles([fileOf('kvm-08.xml', bytes)]);
    expect(names()).toEqual(['kvm-08']);
  });

  test('[R3] a sos report is read for its hosts, under the name that it gives', async () => {
    const root = 'reports/sos_commands';
    await readFiles([
      fileOf(
        `${root}/virsh/virsh_-r_capabilities`,
        `<capabilities><host>${cpuXml('vmx')}</host></capabilities>`,
      ),
      fileOf(`${root}/kernel/dmesg`, 'not of interest'),
    ]);
    expect(names()).toHaveLength(1);
    expect(problems()).toEqual([]);
    expect(workspaceStore.getState().lastRead).toMatchObject({ added: 1, skipped: 1 });
  });

  test('[R4] a file that is too large is named; the others are read', async () => {
    const huge = fileOf('huge.xml', '');
    Object.defineProperty(huge.file, 'size', { value: 33 * 1024 * 1024 });
    await readFiles([huge, fileOf('kvm-01.xml', cpuXml('vmx'))]);
    expect(names()).toEqual(['kvm-01']);
    expect(problems()).toEqual([expect.stringContaining('huge.xml is larger than 32 MB')]);
  });

  test('[R5] a batch that is too large says where it stopped', async () => {
    const large = Array.from({ length: 10 }, (_, i) => {
      const file = fileOf(`kvm-${i}.xml`, cpuXml(`f${i}`));
      Object.defineProperty(file.file, 'size', { value: 30 * 1024 * 1024 });
      return file;
    });
    await readFiles(large);
    expect(names()).toHaveLength(8);
    expect(problems()).toEqual([
      expect.stringMatching(/^kvm-8\.xml and the file after it were not read: .*256 MB/),
    ]);
  });

  test.each([
    ['has gone', { text: () => Promise.reject(new Error('it has gone')) }, 'pool.json could not be opened'],
    ['is too large', { size: 257 * 1024 * 1024 }, 'pool.json is larger than 256 MB'],
  ])('[R7] a workspace file that %s is named, and the rest is read', async (_what, oddity, sentence) => {
    const lost = fileOf('pool.json', exportWorkspace(emptyWorkspace));
    for (const [key, value] of Object.entries(oddity)) Object.defineProperty(lost.file, key, { value });
    await readFiles([lost, fileOf('kvm-01.xml', cpuXml('vmx'))]);
    expect(names()).toEqual(['kvm-01']);
    expect(problems()).toEqual([expect.stringContaining(sentence)]);
  });

  test('[R6] a file that the browser can’t read is named', async () => {
    const lost = fileOf('kvm-02.xml', 'x');
    lost.file.arrayBuffer = () => Promise.reject(new Error('it has gone'));
    await readFiles([fileOf('kvm-01.xml', cpuXml('vmx')), lost]);
    expect(names()).toEqual(['kvm-01']);
    expect(problems()).toEqual([
      expect.stringContaining('kvm-02.xml could not be read: the browser says “it has gone”'),
    ]);
  });
});
