import { api } from '../../../api/index.js';
import { useTexts } from '../../../text/index.js';
import { FormText, NewObject, type FormValues, type ObjectDialogProps } from '../../../ui/index.js';
import type { RoleGroup } from './role-group-dialogs.js';
import { roleGroupsTexts } from './role-groups.text.js';

/** Another role group with the same roles, as far as they reach; it has no members yet. */
export function CopyRoleGroup({ row, ...props }: ObjectDialogProps & { readonly row: RoleGroup }) {
  const t = useTexts(roleGroupsTexts);
  const { Roles, Assignments, Description } = row;
  const page = {
    title: t('copy'),
    fields: ['Name', 'Description'],
    content: (
      <>
        <FormText name="Name" label={t('name')} />
        <FormText name="Description" label={t('description')} isMultiline />
        <p className="dim">{t('copyText', { roles: Roles.join(', ') })}</p>
      </>
    ),
  };
  return (
    <NewObject
      {...props}
      source={api.roleGroups}
      noun={`RoleGroup like ${row.Name}`}
      title={t('copyTitle', { name: row.Name })}
      initial={{ Name: t('copyName', { name: row.Name }), Description }}
      pages={() => [page]}
      parametersOf={(values): FormValues => ({
        ...values,
        Roles,
        // Their names have that of the role group in them.
        Assignments: Assignments.map((assignment) => ({ ...assignment, Name: undefined })),
      })}
    />
  );
}
