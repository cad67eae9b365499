import { useState } from 'react';

import { useTexts } from '../../text/index.js';
import { Dialog } from '../dialog/dialog.js';
import { Select } from '../field/select.js';
import { TextField } from '../field/text-field.js';
import { comparisons, filterTerm, takesValue, type Comparison } from './filter-term.js';
import type { QueryField } from './query-terms.js';
import { queryBoxTexts } from './query.text.js';

export interface FilterDialogProps {
  readonly fields: readonly QueryField[];
  /** The search so far. */
  readonly q: string;
  readonly onSearch: (q: string) => void;
  readonly onClose: () => void;
}

/** One more condition by form; what it adds to the search is shown, and can be written there as well. */
export function FilterDialog({ fields, q, onSearch, onClose }: FilterDialogProps) {
  const t = useTexts(queryBoxTexts);
  const condition = useCondition(fields);
  const { field, comparison, possible, term } = condition;
  const add = (): void => {
    onSearch(`${q} ${term.text}`.trim());
    onClose();
  };
  const submit = { label: t('filterAdd'), isDisabled: term.wrong !== undefined, onSubmit: add };
  return (
    <Dialog title={t('filterTitle')} onClose={onClose} submit={submit}>
      <Select
        label={t('filterProperty')}
        value={field.name}
        options={fields.map(({ name, label }) => ({ value: name, label: label ?? name }))}
        onChange={condition.setName}
      />
      <Select
        label={t('filterOperator')}
        value={comparison}
        options={possible.map((each) => ({ value: each, label: t(`filter_${each}`) }))}
        onChange={condition.setComparison}
      />
      {takesValue(comparison) && <Value condition={condition} />}
      <p className="dim mono">{term.text}</p>
    </Dialog>
  );
}

type Condition = ReturnType<typeof useCondition>;

const anything: QueryField = { name: '', kind: 'text' };

function useCondition(fields: readonly QueryField[]) {
  const [name, setName] = useState(fields[0]?.name);
  const [chosen, setComparison] = useState<Comparison>('contains');
  const [written, setValue] = useState('');
  const field = fields.find((each) => each.name === name) ?? anything;
  const possible = comparisons[field.kind];
  // Of another field not everything can be asked that could be asked of the one before.
  const comparison = possible.includes(chosen) ? chosen : (possible[0] ?? 'contains');
  const value = valueOf(field, written);
  const term = filterTerm(field, comparison, value);
  return {
    field,
    possible,
    comparison,
    value,
    isWritten: written !== '',
    term,
    setName,
    setComparison,
    setValue,
  };
}

function valueOf({ kind, values = [] }: QueryField, written: string): string {
  return kind === 'choice' && !values.includes(written) ? (values[0] ?? '') : written;
}

function Value({
  condition: { field, value, isWritten, term, setValue },
}: {
  readonly condition: Condition;
}) {
  const t = useTexts(queryBoxTexts);
  const values = field.values ?? [];
  if (field.kind === 'choice') {
    const options = values.map((each) => ({ value: each, label: each }));
    return <Select label={t('filterValue')} value={value} options={options} onChange={setValue} />;
  }
  const error =
    isWritten && term.wrong !== undefined
      ? t(`wrong_${term.wrong}`, { choices: values.join(', ') })
      : undefined;
  return (
    <TextField
      label={t('filterValue')}
      value={value}
      onChange={setValue}
      {...(error !== undefined && { error })}
    />
  );
}
