import { flushSync } from 'react-dom';
import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { warmReader } from '../../workspace/reading/reader.ts';
import { redo, undo, workspaceStore } from '../../workspace/stores/store.ts';
import { preview, setUi, uiStore } from '../../workspace/stores/ui.ts';
import { openFiles, takeIn } from '../hooks/take-in.ts';
import { isTextField } from '../ui/text-field.ts';

const drag = createStore(() => ({ isOver: false }));

/** Paste, drop and keys that hold anywhere on the page; from the start, also while the first paint is awaited. */
export function listenPageWide(): void {
  document.addEventListener('paste', onPaste);
  document.addEventListener('keydown', onKeyDown);
  followDrags();
}

/** Whether something that can be dropped is being dragged over the page. */
export function useDraggedOver(): boolean {
  return useStore(drag, ({ isOver }) => isOver);
}

function setDraggedOver(isOver: boolean): void {
  if (isOver !== drag.getState().isOver) drag.setState({ isOver });
}

function onPaste(event: ClipboardEvent): void {
  // A paste into a text field is meant for the field.
  if (event.defaultPrevented || isTextField(event.target)) return;
  if (!takeIn(event.clipboardData)) return;
  event.preventDefault();
  closeAdding();
}

/** Hosts came by another way than the dialog's own: it has done its job. */
function closeAdding(): void {
  if (uiStore.getState().dialog === 'add') document.querySelector<HTMLDialogElement>('dialog[open]')?.close();
}

function followDrags(): void {
  // `dragleave` also fires between the page's own elements; the last `dragover` is what tells.
  let leaving: number | undefined;
  const over = (event: DragEvent): void => {
    if (!isForUs(event)) return;
    event.preventDefault();
    warmReader();
    if (event.dataTransfer !== null) event.dataTransfer.dropEffect = 'copy';
    clearTimeout(leaving);
    setDraggedOver(true);
  };
  const leave = (): void => {
    clearTimeout(leaving);
    leaving = window.setTimeout(() => setDraggedOver(false), 120);
  };
  const drop = (event: DragEvent): void => {
    clearTimeout(leaving);
    setDraggedOver(false);
    if (!isForUs(event)) return;
    // Also when nothing in it can be read: a drop never navigates away.
    event.preventDefault();
    if (takeIn(event.dataTransfer)) closeAdding();
  };
  document.addEventListener('dragenter', over);
  document.addEventListener('dragover', over);
  document.addEventListener('dragleave', leave);
  document.addEventListener('dragend', leave);
  document.addEventListener('drop', drop);
}

/**
 * Files always, and addresses, which a browser would go to; text that is dragged into a text field belongs to the
 * field.
 */
function isForUs(event: DragEvent): boolean {
  const types = event.dataTransfer?.types ?? [];
  const isFiles = types.includes('Files') || types.includes('text/uri-list');
  return isFiles || (types.includes('text/plain') && !isTextField(event.target));
}

function onKeyDown(event: KeyboardEvent): void {
  // A press of Ctrl may be the start of a paste.
  if (event.key === 'Control' || event.key === 'Meta') warmReader();
  if (event.defaultPrevented || event.altKey) return;
  const act = event.ctrlKey || event.metaKey ? commands[event.key.toLowerCase()] : undefined;
  if (act !== undefined) act(event);
  else if (!event.ctrlKey && !event.metaKey) onPlainKey(event);
}

type Command = (event: KeyboardEvent) => void;

const commands: Readonly<Record<string, Command>> = {
  o: (event) => {
    event.preventDefault();
    openFiles();
  },
  z: (event) => {
    // A text field has its own undo.
    if (isTextField(event.target)) return;
    event.preventDefault();
    if (event.shiftKey) redo();
    else undo();
  },
  y: (event) => {
    if (isTextField(event.target)) return;
    event.preventDefault();
    redo();
  },
};

function onPlainKey(event: KeyboardEvent): void {
  if (event.key === 'Escape') {
    // The key closes the layer over the page then.
    if (document.querySelector('dialog[open], :popover-open') === null) stepBackFromView();
    return;
  }
  if (isTextField(event.target) || document.querySelector('dialog[open]') !== null) return;
  if (event.key === '?') setUi({ dialog: 'keys' });
  else if (event.key === '/' && workspaceStore.getState().workspace.hosts.length > 0) focusFind();
  else return;
  event.preventDefault();
}

/** The filter's input carries `data-find`. It is not there in every view. */
function focusFind(): void {
  const find = () => document.querySelector<HTMLInputElement>('[data-find]');
  if (find() === null) flushSync(() => setUi({ noun: 'features', forms: {}, guestWide: false }));
  find()?.select();
}

function stepBackFromView(): void {
  const { previewWithout, guestWide } = uiStore.getState();
  if (previewWithout.length > 0) preview([]);
  else if (guestWide) setUi({ guestWide: false });
}
