import { useState } from 'react';

import { useTexts } from '../../text/index.js';
import { Dialog } from '../dialog/dialog.js';
import { Select } from '../field/select.js';
import { TextField } from '../field/text-field.js';
import { FormRows, type RowDialogProps } from '../form/rows/form-rows.js';
import { useRowCheck } from '../form/rows/use-row-check.js';
import { accessRowOf, accessRowText, anonymousLogon } from './access-rows.js';
import { connectorTexts } from './connector.text.js';

export interface AccessControlFieldProps {
  /** That are offered; others can be there. */
  readonly rights: readonly string[];
  readonly description: string;
}

/** The access control list of a connector: entries made by hand, one right a row. */
export function AccessControlField({ rights, description }: AccessControlFieldProps) {
  const t = useTexts(connectorTexts);
  return (
    <FormRows
      name="AccessControl"
      label={t('acl')}
      description={description}
      heads={[t('principal'), t('right'), t('effect')]}
      empty={t('aclNone')}
      cells={(row) => {
        const { User, Right, Deny } = accessRowOf(row);
        return [User, Right, Deny ? t('deny') : t('allow')];
      }}
      dialog={(props) => <EntryDialog {...props} rights={rights} />}
    />
  );
}

function EntryDialog({
  rights,
  row,
  onSave,
  onClose,
}: RowDialogProps & { readonly rights: readonly string[] }) {
  const t = useTexts(connectorTexts);
  const [entry, setEntry] = useState(() =>
    row === undefined ? { User: anonymousLogon, Right: rights[0] ?? '', Deny: false } : accessRowOf(row),
  );
  const { wrongs, error, check } = useRowCheck('AccessControl', row);
  const save = async (): Promise<void> => {
    const text = accessRowText(entry);
    if (await check([text])) onSave(text);
  };
  const known = new Set<string>([...rights, entry.Right]);
  return (
    <Dialog
      title={t('entry')}
      onClose={onClose}
      error={error}
      submit={{ label: t('save'), onSubmit: () => void save() }}
    >
      <TextField
        label={t('principal')}
        value={entry.User}
        onChange={(User) => setEntry({ ...entry, User })}
        error={wrongs[0]?.detail}
        autoFocus
      />
      <Select
        label={t('right')}
        value={entry.Right}
        options={[...known].map((value) => ({ value, label: value }))}
        onChange={(Right) => setEntry({ ...entry, Right })}
      />
      <Select
        label={t('effect')}
        value={entry.Deny ? 'deny' : 'allow'}
        options={(['allow', 'deny'] as const).map((value) => ({ value, label: t(value) }))}
        onChange={(effect) => setEntry({ ...entry, Deny: effect === 'deny' })}
      />
    </Dialog>
  );
}
