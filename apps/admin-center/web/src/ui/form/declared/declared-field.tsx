import type { ReactNode } from 'react';

import { useFormat, useLocale, useTexts } from '../../../text/index.js';
import { FormCheck, FormChecks, FormSelect, FormText } from '../fields.js';
import { FormTextRows } from '../rows/form-text-rows.js';
import type { DeclaredParameter } from './declared-parameters.js';
import { declaredTexts } from './declared.text.js';
import { germanHelp } from './german-help.js';

export interface DeclaredFieldProps {
  readonly parameter: DeclaredParameter;
  /** In the language of the page; undefined: as it is declared. */
  readonly label?: string;
  /** In the language of the page; undefined: what the server says, or the same in German. */
  readonly help?: string | undefined;
}

const int32Max = 2_147_483_647;

/** A field as its parameter is declared. */
export function DeclaredField({ parameter, label = parameter.label, help }: DeclaredFieldProps) {
  const { name, type, values = [], multiple } = parameter;
  const description = useDescription(parameter, help);
  const field = { name, label, description };
  const t = useTexts(declaredTexts);
  const options = values.map((value) => ({ value, label: value }));
  if (type === 'boolean') return <FormCheck {...field} />;
  if (type === 'enum') {
    return multiple ? (
      <FormChecks {...{ name, label, options }} />
    ) : (
      <FormSelect {...field} options={options} />
    );
  }
  if (multiple) return <FormTextRows {...field} empty={t('none')} item={label} />;
  return <FormText {...field} />;
}

function useDescription(parameter: DeclaredParameter, own: string | undefined): ReactNode {
  const t = useTexts(declaredTexts);
  const { language } = useLocale();
  const { name, help, type, values = [] } = parameter;
  const notes = [
    own ?? (language === 'de' ? (germanHelp[name] ?? '') : help),
    useRange(parameter),
    type !== 'enum' && values.includes('Unlimited') ? t('unlimited') : '',
  ].filter((note) => note !== '');
  return notes.length === 0 ? undefined : notes.join(' · ');
}

/** As many as a number can say is no range. */
function useRange({ type, multiple, minimum, maximum }: DeclaredParameter): string {
  const t = useTexts(declaredTexts);
  const format = useFormat();
  if (type !== 'integer' || multiple || minimum === undefined || maximum === undefined) return '';
  return maximum < int32Max ? t('range', { from: format.number(minimum), to: format.number(maximum) }) : '';
}
