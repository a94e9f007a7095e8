/** libvirt's words without what kind of error it calls it, and without the line where that is said beside them. */
export function refusalWords(message: string): string {
  return message.replace(/^XML error: /, '').replace(/^at line \d+: /, '');
}
