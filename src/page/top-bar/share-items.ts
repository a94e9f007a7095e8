import { openFiles } from '../take-in.ts';
import type { MenuItem } from '../ui/menu.tsx';

export const shareItems: readonly MenuItem[] = [
  { label: 'Open a workspace file…', note: 'Ctrl+O', onChoose: openFiles },
  { label: 'Print…', note: 'Ctrl+P', onChoose: () => print() },
];
