import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { queries, type ObjectOf } from '../../../../api/index.js';
import { useTexts } from '../../../../text/index.js';
import {
  Check,
  Dialog,
  FormRows,
  listOf,
  Select,
  TextField,
  useFormPlace,
  useRowCheck,
  type RowDialogProps,
} from '../../../../ui/index.js';
import { editTabTexts } from './edit-tabs.text.js';
import { accessRowOf, accessRowText, anonymousLogon, anonymousRelayRow } from './edit-values.js';

const rights = [
  'ms-Exch-SMTP-Submit',
  'ms-Exch-SMTP-Accept-Any-Recipient',
  'ms-Exch-SMTP-Accept-Any-Sender',
  'ms-Exch-SMTP-Accept-Authoritative-Domain-Sender',
  'ms-Exch-SMTP-Accept-Authentication-Flag',
  'ms-Exch-SMTP-Accept-Exch50',
  'ms-Exch-Bypass-Anti-Spam',
  'ms-Exch-Bypass-Message-Size-Limit',
  'ms-Exch-Accept-Headers-Routing',
  'ms-Exch-Accept-Headers-Organization',
  'ms-Exch-Accept-Headers-Forest',
] as const;

/** The access control list, and the switch by which anonymous clients may relay: in Exchange the shell alone has it. */
export function PermissionsTab({ object }: { readonly object: ObjectOf<'ReceiveConnectors'> }) {
  const t = useTexts(editTabTexts);
  const { form } = useFormPlace();
  const rows = listOf(form.values['AccessControl']);
  const others = rows.filter((row) => row !== anonymousRelayRow);
  return (
    <>
      <div className="field">
        <Check
          label={t('anonymousRelay')}
          isSelected={rows.length > others.length}
          onChange={(isOn) => form.set({ AccessControl: isOn ? [...others, anonymousRelayRow] : others })}
        />
        <span className="description indent">{t('anonymousRelayHelp')}</span>
      </div>
      <FormRows
        name="AccessControl"
        label={t('acl')}
        description={t('aclHelp')}
        heads={[t('principal'), t('right'), t('effect')]}
        empty={t('aclNone')}
        cells={(row) => {
          const { User, Right, Deny } = accessRowOf(row);
          return [User, Right, Deny ? t('deny') : t('allow')];
        }}
        dialog={(props) => <EntryDialog {...props} />}
      />
      <GroupRights identity={object.Identity} />
    </>
  );
}

function EntryDialog({ row, onSave, onClose }: RowDialogProps) {
  const t = useTexts(editTabTexts);
  const [entry, setEntry] = useState(() =>
    row === undefined ? { User: anonymousLogon, Right: rights[0] as string, Deny: false } : accessRowOf(row),
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

/** What the saved permission groups give, to read. */
function GroupRights({ identity }: { readonly identity: string }) {
  const t = useTexts(editTabTexts);
  const { data } = useQuery(queries.run('Get-ADPermission', { identity }));
  const groups = data?.filter(({ isGroup }) => isGroup) ?? [];
  return (
    <div className="field">
      <span className="label">{t('ofGroups')}</span>
      {data !== undefined && groups.length === 0 && <p className="dim">{t('ofGroupsNone')}</p>}
      {groups.map(({ user, extendedRights }) => (
        <details key={user}>
          <summary>{user}</summary>
          <ul className="mono">
            {extendedRights.map((right) => (
              <li key={right}>{right}</li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}
