import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';

import {
  api,
  objectsChanged,
  Problem,
  queries,
  queryClient,
  type ObjectOf,
  type OutputOf,
} from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { Check, Details, Dialog, Facts, Section, TextField, toasts } from '../../../ui/index.js';
import { accessOf, pageAccess } from './page-access.js';
import { roleGroupsTexts } from './role-groups.text.js';

export type RoleGroup = ObjectOf<'RoleGroups'>;
export type Account = OutputOf<'Get-Administrator'>[number];

export interface OfRoleGroup {
  readonly row: RoleGroup;
  /** All that there are. */
  readonly accounts: readonly Account[];
  readonly onClose: () => void;
}

export function membersOf({ Name }: RoleGroup, accounts: readonly Account[]): readonly Account[] {
  return accounts.filter(({ roleGroups, linkedRoleGroups }) =>
    [...roleGroups, ...linkedRoleGroups].includes(Name),
  );
}

export function RoleGroupDetails({ row, accounts, onClose }: OfRoleGroup) {
  const t = useTexts(roleGroupsTexts);
  const members = membersOf(row, accounts);
  return (
    <Details title={row.Name} onClose={onClose}>
      <p>{row.Description}</p>
      <Section title={t('members')}>
        {members.length === 0 && <p className="dim">{t('noMembers')}</p>}
        {members.map(({ name, enabled }) => (
          <p key={name}>{enabled ? name : t('disabled', { name })}</p>
        ))}
      </Section>
      <Section title={t('pages')}>
        <Facts
          facts={pageAccess.map((each) => {
            const access = accessOf(each, row.Roles);
            return [t(each.page), access === 'none' ? undefined : t(access)];
          })}
        />
      </Section>
      <Section title={t('roles')}>
        {row.Roles.map((role) => (
          <p key={role}>{role}</p>
        ))}
      </Section>
    </Details>
  );
}

/** What would end the own rights has to be typed. */
export function EditMembers({ row, accounts, onClose }: OfRoleGroup) {
  const { data } = useQuery(queries.run('Get-RoleGroupMember', { identity: row.Name }));
  return data === undefined ? null : (
    <MemberChoice {...{ row, accounts, onClose }} before={data.map(({ name }) => name)} />
  );
}

interface MemberChoiceProps extends OfRoleGroup {
  readonly before: readonly string[];
}

function MemberChoice({ row, accounts, onClose, before }: MemberChoiceProps) {
  const t = useTexts(roleGroupsTexts);
  const [chosen, setChosen] = useState(before);
  const [typed, setTyped] = useState('');
  const { mutate, error, isPending } = useMutation({
    mutationFn: (force: boolean) =>
      api.run('Set-RoleGroupMember', { identity: row.Name, members: [...chosen], force }),
    async onSuccess() {
      await objectsChanged();
      await queryClient.invalidateQueries({ queryKey: ['operation'] });
      toasts.show(t('savedToast', { name: row.Name }));
      onClose();
    },
  });
  const force = error instanceof Problem && error.is('confirmation-required');
  return (
    <Dialog
      title={t('membersTitle', { name: row.Name })}
      onClose={onClose}
      error={error}
      submit={{
        label: t('save'),
        onSubmit: () => mutate(force),
        isDanger: force,
        isDisabled: force && typed.trim() !== row.Name,
        isPending,
      }}
    >
      <p className="dim">{t('membersHint')}</p>
      {accounts.map(({ name, displayName }) => (
        <Check
          key={name}
          label={displayName === name ? name : `${name} (${displayName})`}
          isSelected={chosen.includes(name)}
          onChange={(isSelected) =>
            setChosen(isSelected ? [...chosen, name] : chosen.filter((each) => each !== name))
          }
        />
      ))}
      {force && (
        <TextField label={t('typeName', { name: row.Name })} value={typed} onChange={setTyped} autoFocus />
      )}
    </Dialog>
  );
}
