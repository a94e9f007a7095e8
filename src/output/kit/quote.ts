/**
 * Names that mean themselves in every format written here, without quotes: no separator, no quote, no blank,
 * no sign in front. All names of libvirt's maps are of this form; what a person pasted need not be.
 */
export function isPlainName(name: string): boolean {
  return /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/.test(name);
}

/** A model's name that is plain and that no tool reads as one of its own words for a mode or for help. */
export function isModelName(name: string): boolean {
  return isPlainName(name) && !reserved.test(name);
}

const reserved = /^(?:host|max|help|none|clear|default|custom|maximum|hv-default|host-.*)$/i;

export const DEFAULT_NAME = 'commonbits';

/** The name, or the default one and a note where the platform would not take it. */
export function nameFor(name: string, allowed: RegExp, notes: string[]): string {
  if (allowed.test(name)) return name;
  notes.push(`The name ${JSON.stringify(name)} is not allowed here; ${DEFAULT_NAME} is used instead.`);
  return DEFAULT_NAME;
}

/** One word of a POSIX shell. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_.,:=@%+/-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

const yamlWords = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

/** A YAML string, quoted unless every YAML version reads the plain word as that very string. */
export function yamlString(text: string): string {
  if (/^[A-Za-z][A-Za-z0-9_.-]*$/.test(text) && !yamlWords.test(text)) return text;
  return escapeUnprintable(JSON.stringify(text));
}

/** An HCL string in which nothing is a template. */
export function hclString(text: string): string {
  const quoted = JSON.stringify(text)
    .replaceAll(String.raw`\b`, '\\u0008')
    .replaceAll(String.raw`\f`, '\\u000c');
  return escapeUnprintable(quoted).replace(/[$%](?=\{)/g, '$&$&');
}

/** JSON leaves DEL, C1 controls and separators as they are; YAML and HCL readers may not. */
function escapeUnprintable(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** Every line two blanks per level further in; empty lines stay empty. Only a line feed ends a line, U+2028 doesn't. */
export function indent(text: string, levels: number): string {
  return text.replace(/(^|\n)(?=[^\n])/g, `$1${'  '.repeat(levels)}`);
}
