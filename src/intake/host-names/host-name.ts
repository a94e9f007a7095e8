/** Names of hosts as they stand in prompts, commands and headings. A name is data: shown, never trusted. */
const wordName = /^[\p{L}\p{N}_](?:[\p{L}\p{N}._-]{0,251}[\p{L}\p{N}_])?$/u;

/** Words that look like a host's name and are none. */
const noNames = new Set(
  (
    'localhost localhost.localdomain host hosts node nodes virsh capabilities domcapabilities dumpxml ' +
    'domain cpu cpus cpudata cpuinfo lscpu cpuid xml json yaml txt log output result results stdout stderr ok done ' +
    'exit logout quit eof end begin start yes no and or then next also here this that text code quote shell bash ' +
    'sh console fish zsh sudo root error warning note info success failed changed true false null none test all ' +
    'first second third hello hi thanks snip example hypervisor baseline cpu-baseline file paste unnamed ' +
    'hostname hostnamectl uname stdout_lines msg flags features labels metadata ' +
    'query-cpu-model-expansion query-cpu-definitions host-model host-passthrough x86_64 i686 aarch64 ppc64le s390x amd64 arm64'
  ).split(' '),
);

/** The name itself, or undefined where the word can't be a host's. User, port and brackets are taken off. */
export function hostName(word: string): string | undefined {
  const bare = /^(?:[^@\s]{1,64}@)?(?:\[([\da-fA-F:.]{2,45})\]|([^@[\]:\s]+))(?::\d{1,5})?$/.exec(word);
  if (bare?.[1] !== undefined) return bare[1];
  const name = bare?.[2];
  if (name === undefined || !wordName.test(name) || noNames.has(name.toLowerCase())) return undefined;
  return name;
}

/** A word that nobody would write but for a host: letters with a digit, a dash or a dot between them. */
export function looksLikeHost(word: string): boolean {
  if (!/^[a-z][\w.-]*$/i.test(word) || hostName(word) === undefined) return false;
  return /\d/.test(word) || /[a-z]-[a-z]/i.test(word) || /[a-z]\.[a-z]{2,}/i.test(word);
}
