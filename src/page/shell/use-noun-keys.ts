import { useEffect, useEffectEvent } from 'react';
import { chooseForm, setUi } from '../../workspace/stores/ui.ts';
import { formsShown, nouns } from '../hooks/nouns.ts';
import { useDerived } from '../hooks/use-derived.ts';
import { useView } from '../hooks/use-view.ts';
import { isTextField } from '../ui/text-field.ts';

const steps: Readonly<Record<string, number>> = { '[': -1, ']': 1 };

/** 1 to 4 choose a noun, [ and ] a form of it: wherever no letters are typed and nothing lies over the page. */
export function useNounKeys(): void {
  const { noun, form, width } = useView();
  const derived = useDerived();

  const onKeyDown = useEffectEvent((event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (isTextField(event.target) || event.target instanceof HTMLSelectElement) return;
    if (document.querySelector('dialog[open], :popover-open') !== null) return;
    const chosen = /^[1-4]$/.test(event.key) ? nouns[Number(event.key) - 1] : undefined;
    const step = steps[event.key];
    if (chosen !== undefined && chosen.hidden?.(width) !== true) setUi({ noun: chosen.key });
    else if (step !== undefined) stepForm(step);
    else return;
    event.preventDefault();
  });

  function stepForm(step: number): void {
    const forms = formsShown(
      nouns.find(({ key }) => key === noun),
      derived,
      width,
    );
    const at = forms.findIndex(({ key }) => key === form);
    const next = forms[(at + step + forms.length) % forms.length];
    if (next !== undefined) chooseForm(noun, next.key);
  }

  useEffect(() => {
    const listener = (event: KeyboardEvent): void => onKeyDown(event);
    document.addEventListener('keydown', listener);
    return () => document.removeEventListener('keydown', listener);
  }, []);
}
