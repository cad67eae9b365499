import { isSameName } from '@mailyard/schema';

import { managementRoleNames, type ManagementRole } from './management-role.js';

interface BuiltInRoleGroup {
  readonly Name: string;
  readonly Description: string;
  readonly Roles: readonly ManagementRole[];
}

/** Exchange's role groups, the most powerful first; what each may is in docs/rights.md, by what it is about. */
export const builtInRoleGroups = [
  {
    Name: 'Organization Management',
    Description:
      'Members of this management role group have permissions to manage Exchange objects and their properties in the Exchange organization. Members can also delegate role groups and management roles in the organization. This role group shouldn’t be deleted.',
    Roles: managementRoleNames,
  },
  {
    Name: 'Server Management',
    Description:
      'Members of this management role group have permissions to manage all Exchange servers within the Exchange organization, but members don’t have permissions to perform operations that have global impact in the Exchange organization.',
    Roles: [
      'Active Directory Permissions',
      'Databases',
      'Exchange Connectors',
      'Exchange Server Certificates',
      'Exchange Servers',
      'Message Tracking',
      'Monitoring',
      'Receive Connectors',
      'Transport Queues',
      'View-Only Configuration',
      'View-Only Recipients',
    ],
  },
  {
    Name: 'Hygiene Management',
    Description:
      'Members of this management role group can manage Exchange anti-spam features and grant permissions for antivirus products to integrate with Exchange.',
    Roles: [
      'Active Directory Permissions',
      'Message Tracking',
      'Receive Connectors',
      'Transport Hygiene',
      'View-Only Configuration',
      'View-Only Recipients',
    ],
  },
  {
    Name: 'Recipient Management',
    Description:
      'Members of this management role group have rights to create, manage, and remove Exchange recipient objects in the Exchange organization.',
    Roles: [
      'Distribution Groups',
      'Mail Recipients',
      'Message Tracking',
      'Reset Password',
      'View-Only Recipients',
    ],
  },
  {
    Name: 'Records Management',
    Description:
      'Members of this management role group can configure compliance features such as retention policy tags, message classifications, transport rules, and more.',
    Roles: [
      'Journaling',
      'Message Tracking',
      'Transport Rules',
      'View-Only Audit Logs',
      'View-Only Configuration',
      'View-Only Recipients',
    ],
  },
  {
    Name: 'View-Only Organization Management',
    Description:
      'Members of this management role group can view recipient and configuration objects and their properties in the Exchange organization.',
    Roles: [
      'Message Tracking',
      'Monitoring',
      'View-Only Audit Logs',
      'View-Only Configuration',
      'View-Only Recipients',
    ],
  },
] as const satisfies readonly BuiltInRoleGroup[];

/** Whose members may do everything. */
export const organizationManagement = 'Organization Management';

export function builtInRoleGroup(name: string): BuiltInRoleGroup | undefined {
  return builtInRoleGroups.find(({ Name }) => isSameName(Name, name));
}
