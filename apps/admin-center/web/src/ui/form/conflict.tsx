import { useState } from 'react';

import { useTexts } from '../../text/index.js';
import { Button } from '../control/button.js';
import { Dialog } from '../dialog/dialog.js';
import { Note } from '../shown/note.js';
import { uiTexts } from '../ui.text.js';
import { changedFields, isSameValue, type FormValues } from './state/form-state.js';
import { Select } from '../field/select.js';
import type { Form } from './state/use-form.js';
import { valueText } from './state/value-text.js';

export interface ConflictProps {
  readonly form: Form;
  /** The object as somebody else has made it meanwhile. */
  readonly theirs: FormValues;
  readonly detail: string;
  readonly onClose: () => void;
}

type Side = 'theirs' | 'mine';

/** Both versions side by side: theirs, mine, or field by field. Nothing is saved by it; Save comes again. */
export function Conflict({ form, theirs, detail, onClose }: ConflictProps) {
  const t = useTexts(uiTexts);
  const { base, values } = form.state;
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({});
  const mine = new Set(changedFields(form.state));
  const fields = [...new Set([...Object.keys(theirs), ...mine])].filter(
    (name) => !isSameValue(theirs[name], values[name]) || !isSameValue(theirs[name], base[name]),
  );
  /** Whatever only one of the two has changed is as that one wants it. */
  const sideOf = (name: string): Side => sides[name] ?? (mine.has(name) ? 'mine' : 'theirs');
  const apply = (side: (name: string) => Side): void => {
    const merged = fields.map((name) => [name, (side(name) === 'mine' ? values : theirs)[name]] as const);
    form.dispatch({ type: 'rebased', base: theirs, values: { ...values, ...Object.fromEntries(merged) } });
    onClose();
  };
  const options = (['theirs', 'mine'] as const).map((value) => ({ value, label: t(value) }));
  return (
    <Dialog
      title={t('conflictTitle')}
      onClose={onClose}
      isWide
      extra={<Button onPress={() => apply(() => 'theirs')}>{t('takeTheirs')}</Button>}
      before={
        <Button onPress={() => apply((name) => (mine.has(name) ? 'mine' : 'theirs'))}>{t('keepMine')}</Button>
      }
      submit={{ label: t('takeChosen'), onSubmit: () => apply(sideOf) }}
    >
      <Note>{detail}</Note>
      <table className="conflict">
        <thead>
          <tr>
            <th scope="col">{t('field')}</th>
            <th scope="col">{t('asOpened')}</th>
            <th scope="col">{t('theirs')}</th>
            <th scope="col">{t('mine')}</th>
            <th scope="col">{t('take')}</th>
          </tr>
        </thead>
        <tbody>
          {fields.map((name) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{valueText(base[name])}</td>
              <td>{valueText(theirs[name])}</td>
              <td>{valueText(values[name])}</td>
              <td>
                <Select
                  label={t('takeOf', { field: name })}
                  isLabelHidden
                  value={sideOf(name)}
                  options={options}
                  onChange={(side) => setSides({ ...sides, [name]: side })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Dialog>
  );
}
