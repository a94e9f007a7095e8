/** Whether a name is what the pattern describes: `*` any characters, `?` one; case does not count. Never slow. */
export function globMatcher(pattern: string): (name: string) => boolean {
  const wanted = Array.from(pattern.toLowerCase());
  if (!wanted.includes('*') && !wanted.includes('?')) {
    const exact = wanted.join('');
    return (name) => name.toLowerCase() === exact;
  }
  return (name) => matches(wanted, Array.from(name.toLowerCase()));
}

/** Goes back to the last star only, so that a hostile pattern costs no more than pattern × name. */
function matches(pattern: readonly string[], name: readonly string[]): boolean {
  let p = 0;
  let n = 0;
  let star = -1;
  let taken = 0;
  while (n < name.length) {
    if (pattern[p] === '*') {
      star = p++;
      taken = n;
    } else if (p < pattern.length && (pattern[p] === '?' || pattern[p] === name[n])) {
      p++;
      n++;
    } else if (star >= 0) {
      p = star + 1;
      n = ++taken;
    } else return false;
  }
  while (pattern[p] === '*') p++;
  return p === pattern.length;
}
