import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import { api, Problem, queries } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Check, Confirm, Dialog, NewPassword, TextField } from '../../../ui/index.js';
import { accountsTexts } from './accounts.text.js';
import type { Account } from './columns.js';
import { useAccountOrder } from './use-account-order.js';

interface Asking {
  readonly onClose: () => void;
}

interface AskingOf extends Asking {
  readonly row: Account;
}

/** What the server calls a danger has to be typed. */
function isDanger(error: Error | null): boolean {
  return error instanceof Problem && error.is('confirmation-required');
}

export function NewAccount({ onClose }: Asking) {
  const t = useTexts(accountsTexts);
  const [name, setName] = useState('');
  const [displayName, setDisplayName] = useState('');
  const [password, setPassword] = useState<string>();
  const [roleGroups, setRoleGroups] = useState<readonly string[]>([]);
  const order = useAccountOrder('New-Administrator', () => t('madeToast', { name }), onClose);
  const make = (): void =>
    order.mutate({
      name,
      password,
      roleGroups: [...roleGroups],
      ...(displayName.trim() !== '' && { displayName }),
    });
  return (
    <Dialog
      title={t('newTitle')}
      onClose={onClose}
      error={order.error}
      submit={{
        label: t('make'),
        onSubmit: make,
        isDisabled: name.trim() === '' || password === undefined,
        isPending: order.isPending,
      }}
    >
      <TextField label={t('name')} value={name} onChange={setName} autoFocus />
      <TextField label={t('displayName')} value={displayName} onChange={setDisplayName} />
      <NewPassword onPassword={setPassword} />
      <RoleGroupChoice chosen={roleGroups} onChange={setRoleGroups} />
    </Dialog>
  );
}

interface RoleGroupChoiceProps {
  readonly chosen: readonly string[];
  readonly onChange: (names: readonly string[]) => void;
}

function RoleGroupChoice({ chosen, onChange }: RoleGroupChoiceProps) {
  const t = useTexts(accountsTexts);
  const { data } = useQuery(queries.list('RoleGroups', api.roleGroups));
  return (
    <fieldset className="field">
      <legend className="label">{t('roleGroups')}</legend>
      {data?.rows.map(({ Guid, Name }) => (
        <Check
          key={Guid}
          label={Name}
          isSelected={chosen.includes(Name)}
          onChange={(isSelected) =>
            onChange(isSelected ? [...chosen, Name] : chosen.filter((each) => each !== Name))
          }
        />
      ))}
      <span className="description">{chosen.length === 0 ? t('noRoleGroups') : t('roleGroupsHint')}</span>
    </fieldset>
  );
}

export function EditRoleGroups({ row, onClose }: AskingOf) {
  const t = useTexts(accountsTexts);
  const { name } = row;
  const [roleGroups, setRoleGroups] = useState(row.roleGroups);
  const [typed, setTyped] = useState('');
  const order = useAccountOrder('Set-Administrator', () => t('changedToast', { name }), onClose);
  const force = isDanger(order.error);
  return (
    <Dialog
      title={t('roleGroupsTitle', { name })}
      onClose={onClose}
      error={order.error}
      submit={{
        label: t('save'),
        onSubmit: () => order.mutate({ name, roleGroups: [...roleGroups], force }),
        isDanger: force,
        isDisabled: force && typed.trim() !== name,
        isPending: order.isPending,
      }}
    >
      <RoleGroupChoice chosen={roleGroups} onChange={setRoleGroups} />
      {force && <TextField label={t('typeName', { name })} value={typed} onChange={setTyped} autoFocus />}
    </Dialog>
  );
}

export function DisableAccount({ row, onClose }: AskingOf) {
  const t = useTexts(accountsTexts);
  const { name } = row;
  const order = useAccountOrder('Set-Administrator', () => t('disabledToast', { name }), onClose);
  const force = isDanger(order.error);
  return (
    <Confirm
      title={t('disableTitle', { name })}
      action={t('disable')}
      onConfirm={() => order.mutate({ name, enabled: false, force })}
      onClose={onClose}
      typed={force ? name : undefined}
      error={order.error}
      isPending={order.isPending}
    >
      <p>{t('disableText')}</p>
    </Confirm>
  );
}

export function RemoveAccount({ row, onClose }: AskingOf) {
  const t = useTexts(accountsTexts);
  const { name } = row;
  const order = useAccountOrder('Remove-Administrator', () => t('removedToast', { name }), onClose);
  const force = isDanger(order.error);
  return (
    <Confirm
      title={t('removeTitle', { name })}
      action={t('remove')}
      onConfirm={() => order.mutate({ name, force })}
      onClose={onClose}
      typed={force ? name : undefined}
      error={order.error}
      isPending={order.isPending}
    >
      <p>{t('removeText')}</p>
    </Confirm>
  );
}

export function ResetPassword({ row: { name }, onClose }: AskingOf) {
  const t = useTexts(accountsTexts);
  const [password, setPassword] = useState<string>();
  const order = useAccountOrder('Set-AdministratorPassword', () => t('passwordToast', { name }), onClose);
  return (
    <Dialog
      title={t('passwordTitle', { name })}
      onClose={onClose}
      error={order.error}
      submit={{
        label: t('resetPassword'),
        onSubmit: () => password !== undefined && order.mutate({ name, password }),
        isDisabled: password === undefined,
        isPending: order.isPending,
      }}
    >
      <NewPassword onPassword={setPassword} />
    </Dialog>
  );
}

export function ResetSecondFactor({ row: { name }, onClose }: AskingOf) {
  const t = useTexts(accountsTexts);
  const order = useAccountOrder('Reset-SecondFactor', () => t('factorToast', { name }), onClose);
  return (
    <Confirm
      title={t('factorTitle', { name })}
      action={t('resetFactor')}
      onConfirm={() => order.mutate({ name })}
      onClose={onClose}
      error={order.error}
      isPending={order.isPending}
    >
      <p>{t('factorText')}</p>
    </Confirm>
  );
}
