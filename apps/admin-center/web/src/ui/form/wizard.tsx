import { useRef, type ReactNode } from 'react';
import { flushSync } from 'react-dom';

import type { Checked } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Button } from '../control/button.js';
import { Dialog } from '../dialog/dialog.js';
import { uiTexts } from '../ui.text.js';
import { Danger } from './danger.js';
import { Summary, useLeaving, usePageFocus, Warnings } from './form-frame.js';
import { pageOf, wrongsUpTo, type FormPage } from './state/form-state.js';
import { ShowCommand } from './show-command.js';
import { FormProvider } from './state/use-form.js';
import { useSaving, type Saved, type SavingOptions } from './state/use-saving.js';

export interface WizardPage extends FormPage {
  readonly content: ReactNode;
}

export interface WizardProps extends Omit<SavingOptions, 'onConflict'> {
  readonly title: string;
  /** Those that the values ask for; the last one has Finish. */
  readonly pages: readonly WizardPage[];
  /** Name of the object, which is typed when it is dangerous. */
  readonly name: string;
  readonly onClose: () => void;
  /** Beside Finish: it saves as well, and something else follows. */
  readonly finishAnd?: { readonly label: string; readonly onSaved: (saved: Saved) => void };
}

/**
 * A dialog of pages, of which the server checks each before the next: nothing is written before Finish. Enter is Next, Esc
 * is Cancel, and asks when something was typed.
 */
export function Wizard(props: WizardProps) {
  const { form, title, pages, name, onClose, finishAnd } = props;
  const t = useTexts(uiTexts);
  const { at } = form.state;
  const page = pages[at] ?? nowhere;
  const isLast = at === pages.length - 1;
  const { focus, next, saving } = useSteps(props);
  const { leave, asking } = useLeaving(form, onClose);
  return (
    <FormProvider value={{ form, page }}>
      <Dialog
        title={title}
        step={pages.length > 1 ? t('step', { at: at + 1, of: pages.length }) : undefined}
        onClose={leave}
        isWide
        error={saving.dangers.length > 0 ? undefined : saving.error}
        extra={<ShowCommand cmdlet={form.state.checked.cmdlet} />}
        before={
          <>
            {at > 0 && (
              <Button onPress={() => form.dispatch({ type: 'went', at: at - 1 })}>{t('back')}</Button>
            )}
            {isLast && finishAnd && (
              <Button onPress={() => void next(finishAnd.onSaved)}>{finishAnd.label}</Button>
            )}
          </>
        }
        submit={{
          label: isLast ? t('finish') : t('next'),
          onSubmit: () => void next(),
          isPending: saving.isPending,
        }}
      >
        <Summary form={form} pages={pages} />
        <div className="form" ref={focus.ref} key={at}>
          {page.content}
        </div>
        <Warnings form={form} />
        {asking}
        <Danger saving={saving} name={name} />
      </Dialog>
    </FormProvider>
  );
}

/** What Next and Finish do: the page is checked, and either tells what is wrong or goes on. */
function useSteps(props: WizardProps) {
  const { form, pages } = props;
  const { at } = form.state;
  const isLast = at === pages.length - 1;
  const follows = useRef(props.onSaved);
  const saving = useSaving({ ...props, onSaved: (saved) => follows.current(saved) });
  const focus = usePageFocus(at);
  const next = async (onSaved = props.onSaved): Promise<void> => {
    follows.current = onSaved;
    try {
      const answer = await form.check();
      const place = refusingPage({ at, isLast }, answer, pages);
      if (place === undefined && isLast) return await saving.start();
      if (place === undefined) return form.dispatch({ type: 'went', at: at + 1 });
      // Drawn at once: the focus goes to the field that is wrong now.
      flushSync(() => form.dispatch({ type: 'refused', at: place, fields: fieldsOf(pages[place]) }));
      focus.toWrong();
    } catch (error) {
      saving.failed(error);
    }
  };
  return { focus, next, saving };
}

const nowhere: WizardPage = { title: '', fields: [], content: null };

/** The page to stay at or to go back to; undefined: it goes on. */
function refusingPage(
  { at, isLast }: { readonly at: number; readonly isLast: boolean },
  { wrongs }: Checked,
  pages: readonly FormPage[],
): number | undefined {
  const [first] = isLast ? wrongs : wrongsUpTo(at, wrongs, pages);
  return first && pageOf(first, pages);
}

/** The title stands for what is at no field. */
export function fieldsOf(page: FormPage | undefined): readonly string[] {
  return page === undefined ? [] : [...page.fields, page.title];
}
