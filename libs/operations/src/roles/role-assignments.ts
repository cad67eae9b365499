import { rolesOf, type ManagementRole, type Organization } from '@mailyard/directory';

/** That a role group has a role. */
export interface RoleAssignment {
  /** As Exchange calls those that it makes: `Receive Connectors-Server Management`. */
  readonly name: string;
  readonly role: ManagementRole;
  readonly roleGroup: string;
}

/** By role group, in the order of the roles. */
export function assignmentsOf({ objects }: Pick<Organization, 'objects'>): readonly RoleAssignment[] {
  return objects.RoleGroups.flatMap((group) =>
    rolesOf(group).map((role) => ({ name: `${role}-${group.Name}`, role, roleGroup: group.Name })),
  );
}
