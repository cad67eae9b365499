import { useEffect, useRef, useState, type ReactNode, type RefObject } from 'react';

import type { Wrong } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Confirm } from '../dialog/dialog.js';
import { Note } from '../shown/note.js';
import { uiTexts } from '../ui.text.js';
import { fieldOf, wrongsUpTo, type FormPage } from './state/form-state.js';
import type { Form } from './state/use-form.js';

/** What is wrong with a page and is at none of its fields, and, where it is more than one thing, all of it. */
export function Summary({ form, pages }: { readonly form: Form; readonly pages: readonly FormPage[] }) {
  const { at, told, checked } = form.state;
  const page = pages[at];
  if (page === undefined) return null;
  const isTold = (wrong: Wrong): boolean => told.has(fieldOf(wrong, page) ?? page.title);
  const wrongs = wrongsUpTo(at, checked.wrongs, pages).filter(isTold);
  const isSummed = wrongs.length > 1 || wrongs.some((wrong) => fieldOf(wrong, page) === undefined);
  return (
    <>
      {isSummed && (
        <Note tone="bad">
          {wrongs.map((wrong) => (
            <p key={wrong.detail}>{wrong.detail}</p>
          ))}
        </Note>
      )}
    </>
  );
}

/** What does not keep from saving. */
export function Warnings({ form: { state } }: { readonly form: Form }) {
  const { warnings } = state.checked;
  if (warnings.length === 0) return null;
  return (
    <Note>
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </Note>
  );
}

/** Leaving a form in which something was typed asks. */
export function useLeaving(
  form: Form,
  onClose: () => void,
): { readonly leave: () => void; readonly asking: ReactNode } {
  const t = useTexts(uiTexts);
  const [isAsking, setIsAsking] = useState(false);
  const discard = (): void => {
    form.forget();
    onClose();
  };
  return {
    leave: () => (form.isChanged ? setIsAsking(true) : discard()),
    asking: isAsking && (
      <Confirm
        title={t('discardTitle')}
        action={t('discard')}
        onConfirm={discard}
        onClose={() => setIsAsking(false)}
      >
        <p>{t('discardText')}</p>
      </Confirm>
    ),
  };
}

const fields = 'input:not([disabled]), textarea, button.select-button, [role=listbox], [role=grid]';
const wrongFields =
  '[data-invalid] input, [data-invalid] .select-button, [data-invalid] [role=listbox], [data-invalid] textarea';

/** Of a group of choices, the one that is chosen; of a list, its row. */
function chosenWithin(field: HTMLElement): HTMLElement {
  const group = field.closest('[role=radiogroup], [role=listbox]');
  return group?.querySelector<HTMLElement>(':checked, [role=option][data-selected]') ?? field;
}

export interface PageFocus {
  readonly ref: RefObject<HTMLDivElement | null>;
  /** Goes to the first field that is drawn as wrong. */
  readonly toWrong: () => void;
}

/** Each page begins in its first field. */
export function usePageFocus(at: number): PageFocus {
  const ref = useRef<HTMLDivElement>(null);
  const focus = (...selectors: readonly string[]): void => {
    const found = selectors.map((selector) => ref.current?.querySelector<HTMLElement>(selector));
    const target = found.find((each) => each instanceof HTMLElement);
    (target && chosenWithin(target))?.focus();
  };
  useEffect(() => {
    // The dialog takes the focus itself when it opens.
    const frame = requestAnimationFrame(() => focus(wrongFields, fields));
    return () => cancelAnimationFrame(frame);
  }, [at]);
  return { ref, toWrong: () => focus(wrongFields, fields) };
}
