import type { Dialect } from '../../cpu-map/cpu-map.ts';
import { type ChildSpan, rootChildren, rootName } from '../../xml/children.ts';
import type { GuestCpu } from './definition.ts';
import { formatCpu } from './format.ts';
import { parseCpu } from './parse.ts';

/** A whole `<domain>` as it was written, and where its `<cpu>` is in it. */
export interface DomainText {
  readonly text: string;
  /** `<cpu …>…</cpu>`; empty where the domain has none. */
  readonly cpu: string;
  readonly start: number;
}

/** undefined: the text is no domain, or one that does not end. */
export function domainText(text: string): DomainText | undefined {
  const found = rootChildren(text);
  if (found?.root !== 'domain' || found.endTag === undefined) return undefined;
  const cpu = found.children.find(({ name }) => name === 'cpu');
  if (cpu !== undefined) return { text, cpu: text.slice(cpu.start, cpu.end), start: cpu.start };
  return { text, cpu: '', start: placeFor(found.children, found.endTag) };
}

/** It begins as a domain; it may be cut short. */
export function isDomain(text: string): boolean {
  return rootName(text) === 'domain';
}

/** libvirt writes it after these. */
function placeFor(children: readonly ChildSpan[], endTag: number): number {
  const before = ['features', 'os', 'vcpu', 'name'];
  const found = before.flatMap((name) => children.find((child) => child.name === name) ?? [])[0];
  return found?.end ?? endTag;
}

/**
 * The domain with another CPU: only the `<cpu>` changes, and nothing where it says the same as before. What is in it
 * and is none of ours, as `<numa>`, stays too.
 */
export function withCpu(domain: DomainText, cpu: GuestCpu, dialect: Dialect): string {
  const { text, cpu: before, start } = domain;
  const written = formatCpu(cpu, dialect);
  if (before !== '' && formatted(before, dialect) === written) return text;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const indent = indentAt(text, before === '' ? text.indexOf('<', text.indexOf('>') + 1) : start);
  const lines = withOthers(written, before).split('\n');
  const element = lines.join(newline + indent);
  const put = before === '' ? `${newline}${indent}${element}` : element;
  return text.slice(0, start) + put + text.slice(start + before.length);
}

function formatted(before: string, dialect: Dialect): string | undefined {
  const parsed = parseCpu(before, { type: 'guest', dialect });
  return parsed.ok ? formatCpu(parsed.value, dialect) : undefined;
}

/** Blanks before a tag that begins its line. */
function indentAt(text: string, at: number): string {
  return /(?:^|\n)([ \t]*)$/.exec(text.slice(0, at))?.[1] ?? '';
}

const ours: ReadonlySet<string> = new Set(['model', 'vendor', 'topology', 'cache', 'maxphysaddr', 'feature']);

/** With the children of the former element that a CPU definition does not hold, as they were written. */
function withOthers(written: string, before: string): string {
  const element = written.trimEnd();
  const others = (rootChildren(before)?.children ?? []).filter(({ name }) => !ours.has(name));
  if (others.length === 0) return element;
  const kept = others
    .map(({ start, end }) => `  ${dedented(before.slice(start, end), before, start)}\n`)
    .join('');
  const opened = element.endsWith('/>') ? `${element.slice(0, -2)}>\n` : element.slice(0, -'</cpu>'.length);
  return `${opened}${kept}</cpu>`;
}

/** Its further lines stand as far in as they did, seen from its first. */
function dedented(child: string, before: string, start: number): string {
  const indent = indentAt(before, start);
  const [first = '', ...rest] = child.replaceAll('\r\n', '\n').split('\n');
  return [
    first,
    ...rest.map((line) => `  ${line.startsWith(indent) ? line.slice(indent.length) : line}`),
  ].join('\n');
}
