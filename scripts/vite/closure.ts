interface Modules {
  getModuleInfo(id: string): { readonly importers: readonly string[] } | null;
}

/** Names the chunk of the modules that `entry` needs before it runs: those that import it, and so on, end there. */
export function closureOf(entry: string): (id: string, modules: Modules) => string | null {
  const known = new Map<string, boolean>();
  const isIn = (id: string, modules: Modules): boolean => {
    const before = known.get(id);
    if (before !== undefined) return before;
    // In a circle the answer comes from another way.
    known.set(id, false);
    const importers = modules.getModuleInfo(id)?.importers ?? [];
    const found = id.endsWith(entry) || importers.some((importer) => isIn(importer, modules));
    known.set(id, found);
    return found;
  };
  return (id, modules) => (isIn(id, modules) ? 'loaded' : null);
}
