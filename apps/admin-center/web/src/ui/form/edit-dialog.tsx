import { useState, type ReactNode } from 'react';
import { flushSync } from 'react-dom';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

import type { Problem } from '../../api/index.js';
import { useTexts } from '../../text/index.js';
import { Dialog } from '../dialog/dialog.js';
import { uiTexts } from '../ui.text.js';
import { Conflict } from './conflict.js';
import { Danger } from './danger.js';
import { Summary, useLeaving, usePageFocus, Warnings } from './form-frame.js';
import { changedFields, pageOf, type FormPage } from './state/form-state.js';
import { ShowCommand } from './show-command.js';
import { FormProvider, type Form } from './state/use-form.js';
import { useSaving, type SavingOptions } from './state/use-saving.js';
import { fieldsOf } from './wizard.js';

export interface EditTab extends FormPage {
  readonly content: ReactNode;
}

export interface EditDialogProps extends Omit<SavingOptions, 'onConflict'> {
  readonly title: string;
  readonly tabs: readonly EditTab[];
  /** Name of the object, which is typed when it is dangerous. */
  readonly name: string;
  readonly onClose: () => void;
  /** The object as somebody else has made it: saving goes on from there. */
  readonly onRebase: (problem: Problem) => Readonly<Record<string, unknown>>;
  /** Nothing may be saved. */
  readonly isReadOnly?: boolean;
}

/** An object in tabs with one Save for all; a tab in which something has changed is marked. */
export function EditDialog(props: EditDialogProps) {
  const { form, title, tabs, name, onClose, onRebase, isReadOnly = false } = props;
  const t = useTexts(uiTexts);
  const { at } = form.state;
  const page = tabs[at] ?? { title: '', fields: [], content: null };
  const [conflict, setConflict] = useState<Problem>();
  const saving = useSaving({ ...props, onConflict: setConflict });
  const { leave, asking } = useLeaving(form, onClose);
  const focus = usePageFocus(0);
  const onSubmit = async (): Promise<void> => {
    if (!form.isChanged) return onClose();
    try {
      const [first] = (await form.check()).wrongs;
      if (first === undefined) return await saving.start();
      const place = pageOf(first, tabs);
      // Drawn at once: the focus goes to the field that is wrong now.
      flushSync(() => form.dispatch({ type: 'refused', at: place, fields: fieldsOf(tabs[place]) }));
      focus.toWrong();
    } catch (error) {
      saving.failed(error);
    }
  };
  return (
    <FormProvider value={{ form, page }}>
      <Dialog
        title={title}
        onClose={leave}
        isWide
        error={saving.dangers.length > 0 ? undefined : saving.error}
        extra={<ShowCommand cmdlet={form.isChanged ? form.state.checked.cmdlet : undefined} />}
        {...(!isReadOnly && {
          submit: { label: t('save'), onSubmit: () => void onSubmit(), isPending: saving.isPending },
        })}
      >
        <EditTabs form={form} tabs={tabs}>
          <Summary form={form} pages={tabs} />
          <div className="form" ref={focus.ref} key={at}>
            {page.content}
          </div>
          <Warnings form={form} />
        </EditTabs>
        {asking}
        <Danger saving={saving} name={name} />
        {conflict && (
          <Conflict
            form={form}
            theirs={onRebase(conflict)}
            onClose={() => setConflict(undefined)}
            detail={conflict.message}
          />
        )}
      </Dialog>
    </FormProvider>
  );
}

function EditTabs({
  form,
  tabs,
  children,
}: {
  readonly form: Form;
  readonly tabs: readonly EditTab[];
  readonly children: ReactNode;
}) {
  const t = useTexts(uiTexts);
  const { at, checked, told } = form.state;
  const changed = changedFields(form.state);
  const wrong = checked.wrongs
    .filter(({ parameter = '' }) => told.has(parameter))
    .map((each) => pageOf(each, tabs));
  return (
    <Tabs
      className="edit-tabs"
      orientation="vertical"
      selectedKey={String(at)}
      onSelectionChange={(key) => form.dispatch({ type: 'went', at: Number(key) })}
    >
      <TabList className="rail" aria-label={t('tabs')}>
        {tabs.map((tab, index) => (
          <Tab key={tab.title} id={String(index)} className="rail-tab">
            {tab.title}
            {wrong.includes(index) && (
              <span className="mark-bad" title={t('tabWrong')}>
                ▲<span className="visually-hidden">{t('tabWrong')}</span>
              </span>
            )}
            {tab.fields.some((field) => changed.includes(field)) && (
              <span className="mark-changed" title={t('tabChanged')}>
                •<span className="visually-hidden">{t('tabChanged')}</span>
              </span>
            )}
          </Tab>
        ))}
      </TabList>
      <TabPanel key={at} id={String(at)} className="panel">
        {children}
      </TabPanel>
    </Tabs>
  );
}
