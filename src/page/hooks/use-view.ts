import { useUi } from '../../workspace/hooks.ts';
import type { Noun } from '../../workspace/stores/ui.ts';
import { useMedia, widths } from '../ui/use-media.ts';
import { usePrinting } from '../ui/use-printing.ts';
import { formsShown, nounInForce, type Width } from './nouns.ts';
import { useDerived } from './use-derived.ts';

export interface View {
  readonly width: Width;
  /** The noun that holds here: the chosen one, or the nearest where the width has none such. */
  readonly noun: Noun;
  /** Key of the form that holds; '' where the noun has none. */
  readonly form: string;
  /** The guest CPU, or what else the view is about, is beside it. */
  readonly hasSide: boolean;
}

/** The layout, from the choices and the window's width. */
export function useView(): View {
  const width = useWidth();
  const derived = useDerived();
  const noun = nounInForce(
    useUi((state) => state.noun),
    width,
  );
  const key = noun?.key ?? 'features';
  const chosen = useUi((state) => state.forms[key]);
  const forms = formsShown(noun, derived, width);
  const form = forms.find((each) => each.key === chosen) ?? forms[0];
  return { width, noun: key, form: form?.key ?? '', hasSide: width === 'wide' && form?.whole !== true };
}

export function useWidth(): Width {
  const isPhone = useMedia(widths.phone);
  const isNarrow = useMedia(widths.narrow);
  return isPhone ? 'phone' : isNarrow ? 'narrow' : 'wide';
}

/** The guest's pane has all its fields: never on paper, where nothing is chosen any more. */
export function useGuestWide(): boolean {
  const isPrinting = usePrinting();
  return useUi((state) => state.guestWide) && !isPrinting;
}
