/** Models of libvirt's CPU maps that no QEMU has: looked for in 7.2, 10.0 and 11.1. */
const noQemuModel: ReadonlySet<string> = new Set([
  'pentiumpro',
  'cpu64-rhel5',
  'cpu64-rhel6',
  'Icelake-Client',
  'Icelake-Client-noTSX',
]);

/** Whether a guest with this model can't start anywhere, because QEMU does not know it. */
export function qemuLacks(model: string | undefined): boolean {
  return model !== undefined && noQemuModel.has(model);
}

/** One sentence where QEMU lacks the model; nothing otherwise. */
export function lackedModelNotes(model: string | undefined): string[] {
  return qemuLacks(model) ? [`QEMU has no model ${model}: no host starts a guest that asks for it.`] : [];
}
