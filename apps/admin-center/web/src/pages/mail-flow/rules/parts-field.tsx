import { useState } from 'react';

import type { Checked } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import {
  Dialog,
  FormProvider,
  FormRows,
  listOf,
  Note,
  Select,
  textOf,
  useForm,
  useFormPlace,
  type FormValues,
  type RowDialogProps,
} from '../../../ui/index.js';
import { PartField } from './part-fields.js';
import { rulePartTexts } from './rule-parts.text.js';
import { rulesTexts } from './rules.text.js';
import { parametersOfPart, partsIn, type PartList, type RulePart } from './rule-values.js';
import type { DeclaredParts } from './use-rule-parts.js';

export interface PartsFieldProps {
  readonly list: PartList;
  readonly parts: DeclaredParts;
}

const helps = {
  conditions: { help: 'conditionsHelp', empty: 'noConditions', add: 'addConditions' },
  exceptions: { help: 'exceptionsHelp', empty: 'noExceptions', add: 'addExceptions' },
  actions: { help: 'actionsHelp', empty: 'noActions', add: 'addActions' },
} as const;

/** Conditions, exceptions or actions: a list, with a dialog for each that asks what it is about. */
export function PartsField({ list, parts }: PartsFieldProps) {
  const t = useTexts(rulesTexts);
  const titleOf = usePartTitle();
  const { form } = useFormPlace();
  const valueOf = (name: string): string => {
    const part = partsIn(list, parts).find((each) => each.name === name);
    return part === undefined ? '' : partValue(part, list, form.values);
  };
  return (
    <>
      <FormRows
        name={list}
        label={t(list)}
        description={t(helps[list].help)}
        empty={t(helps[list].empty)}
        cells={(name) => [titleOf(name), valueOf(name)]}
        dialog={(dialog) => <PartDialog {...dialog} {...{ list, parts }} />}
      />
      <Wrongs {...{ list, parts }} />
    </>
  );
}

/** Values of all parameters of a part, in a line. */
export function partValue(part: RulePart, list: PartList, values: FormValues): string {
  return parametersOfPart(part, list)
    .map((name) => values[name])
    .filter((value) => value !== true && value !== false)
    .map((value) => (Array.isArray(value) ? value.join(', ') : textOf(value).trim().replaceAll('\n', ', ')))
    .filter((text) => text !== '')
    .join(' · ');
}

/** What Exchange calls it, where it is one of those that it has. */
export function usePartTitle(): (name: string) => string {
  const t = useTexts(rulePartTexts);
  return (name) => (name in rulePartTexts.en ? t(name as keyof typeof rulePartTexts.en) : name);
}

/** What is wrong with a part stands beneath the list: its own fields are in the dialog. */
function Wrongs({ list, parts }: PartsFieldProps) {
  const { form } = useFormPlace();
  const { checked: answer, told } = form.state;
  const names = new Set(partsIn(list, parts).flatMap((part) => parametersOfPart(part, list)));
  const wrongs = answer.wrongs.filter(({ parameter = '' }) => told.has(list) && names.has(parameter));
  if (wrongs.length === 0) return null;
  return (
    <Note tone="bad">
      {wrongs.map(({ detail }) => (
        <p key={detail}>{detail}</p>
      ))}
    </Note>
  );
}

function PartDialog({ row, onSave, onClose, list, parts }: RowDialogProps & PartsFieldProps) {
  const t = useTexts(rulesTexts);
  const titleOf = usePartTitle();
  const had = listOf(useFormPlace().form.values[list]);
  const [name, setName] = useState(row ?? '');
  const part = partsIn(list, parts).find((each) => each.name === name);
  const { inner, save, isEmpty } = usePartForm(part, { list, parts });
  const page = { title: '', fields: part === undefined ? [] : parametersOfPart(part, list) };
  const offered = partsIn(list, parts).filter((each) => each.name === row || !had.includes(each.name));
  return (
    <FormProvider value={{ form: inner, page }}>
      <Dialog
        title={row === undefined ? t(helps[list].add) : titleOf(row)}
        onClose={onClose}
        isWide
        error={isEmpty ? new Error(t('nothingSaid')) : undefined}
        submit={{
          label: t('save'),
          onSubmit: () => void save().then((isSaved) => isSaved && onSave(name)),
          isDisabled: part === undefined,
        }}
      >
        {row === undefined && (
          <Select
            label={t('part')}
            value={name}
            options={[
              ...(name === '' ? [{ value: '', label: t('choose') }] : []),
              ...offered.map((each) => ({ value: each.name, label: titleOf(each.name) })),
            ]}
            onChange={setName}
            autoFocus
          />
        )}
        <div className="form" key={name}>
          {page.fields.map((each) => {
            const declared = parts.declared.get(each);
            return declared && <PartField key={each} parameter={declared} />;
          })}
        </div>
      </Dialog>
    </FormProvider>
  );
}

/** A form of its own, whose values come into the rule when they are saved: until then Cancel leaves the rule as it was. */
function usePartForm(part: RulePart | undefined, { list, parts }: PartsFieldProps) {
  const { form: outer } = useFormPlace();
  const [isEmpty, setEmpty] = useState(false);
  const names = part === undefined ? [] : parametersOfPart(part, list);
  const check = async (values: FormValues): Promise<Checked> => {
    if (part === undefined) return { wrongs: [], warnings: [], dangers: [] };
    const had = new Set([...listOf(outer.values[list]), part.name]);
    const answer = await outer.checkOf({ ...outer.values, ...values, [list]: [...had] });
    return { ...answer, wrongs: answer.wrongs.filter(({ parameter = '' }) => names.includes(parameter)) };
  };
  const inner = useForm({ initial: outer.values, check });
  const save = async (): Promise<boolean> => {
    const saysNothing = names.every((name) => parts.shown[name]?.toValue(inner.values[name]) === null);
    setEmpty(saysNothing);
    if (part === undefined || saysNothing) return false;
    const { wrongs } = await inner.check();
    if (wrongs.length > 0) {
      inner.dispatch({ type: 'refused', fields: names, at: 0 });
      return false;
    }
    outer.set(Object.fromEntries(names.map((name) => [name, inner.values[name]])));
    return true;
  };
  return { inner, save, isEmpty };
}
