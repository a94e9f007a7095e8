import { childrenNamed, normalizeLineEnds, parseXml, type XmlElement } from '../xml/xml.ts';

/** A problem in a cpu_map directory, with its place. */
export interface CpuMapProblem {
  readonly sentence: string;
  readonly file: string;
  readonly line: number;
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** A vendor, feature or model element and where it stands. */
export interface Item {
  readonly element: XmlElement;
  readonly place: Place;
}

/** A file that was read: what is in it, and how to name a place. */
interface Opened {
  readonly root: XmlElement;
  readonly file: string;
  readonly lineOf: (offset: number) => number;
}

/** The files of a `cpu_map` directory, opened and followed by their includes; collects what is wrong. */
export class Reader {
  readonly problems: CpuMapProblem[] = [];
  readonly #files: ReadonlyMap<string, string>;
  readonly #open: string[] = [];
  readonly #included = new Map<string, Place>();

  constructor(files: ReadonlyMap<string, string>) {
    this.#files = new Map([...files].map(([path, text]) => [baseName(path), text]));
  }

  report(sentence: string, place: Place): void {
    this.problems.push({ sentence, ...place });
  }

  open(file: string, from: Place): Opened | undefined {
    const text = this.#files.get(file);
    if (text === undefined) {
      this.report(`${file} is missing from the CPU map`, from);
      return undefined;
    }
    const parsed = parseXml(text);
    if (!parsed.ok) {
      this.report(`${file} can't be read: ${parsed.problem.detail}`, { file, line: parsed.problem.line });
      return undefined;
    }
    const lineOf = lineFinder(normalizeLineEnds(text));
    if (parsed.root.name !== 'cpus') {
      const seen = `${file} starts with <${parsed.root.name}>; a CPU map's files start with <cpus>`;
      this.report(seen, { file, line: lineOf(parsed.root.offset) });
      return undefined;
    }
    return { root: parsed.root, file, lineOf };
  }

  driverItems(index: Opened, arch: string): { arch: string; items: Item[] }[] {
    this.#open.push(index.file);
    this.#included.clear();
    const parts = childrenNamed(index.root, 'arch')
      .filter(({ attributes }) => attributes.get('name') === arch)
      .map((element) => ({ arch, items: this.#collect(element, index) }));
    this.#open.pop();
    return parts;
  }

  #collect(parent: XmlElement, opened: Opened): Item[] {
    return parent.children.flatMap((element): Item[] => {
      if (element.name === 'group') return this.#collect(element, opened);
      const place = { file: opened.file, line: opened.lineOf(element.offset) };
      if (element.name === 'include') return this.#include(element.attributes.get('filename') ?? '', place);
      return [{ element, place }];
    });
  }

  /** A file that is included again would only define everything a second time, and in a chain 2ⁿ times. */
  #include(name: string, from: Place): Item[] {
    if (this.#open.includes(name)) {
      this.report(`${name} includes itself`, from);
      return [];
    }
    const before = this.#included.get(name);
    if (before !== undefined) {
      this.report(`${name} is included a second time; the first is at ${before.file}:${before.line}`, from);
      return [];
    }
    this.#included.set(name, from);
    const opened = this.open(name, from);
    if (opened === undefined) return [];
    this.#open.push(name);
    const items = this.#collect(opened.root, opened);
    this.#open.pop();
    return items;
  }
}

/** Line of an offset. Elements are asked for in document order, so that the text is gone through once. */
function lineFinder(text: string): (offset: number) => number {
  let line = 1;
  let next = text.indexOf('\n');
  let last = 0;
  return (offset) => {
    if (offset < last) {
      line = 1;
      next = text.indexOf('\n');
    }
    last = offset;
    for (; next !== -1 && next < offset; next = text.indexOf('\n', next + 1)) line++;
    return line;
  };
}

function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
