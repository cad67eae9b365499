import { managementRoleNames, managementRoles } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';
import { allAssignments } from './assignment-view.js';

export const getManagementRole = operation({
  name: 'Get-ManagementRole',
  summary: 'Lists the management roles: what each lets one do, and which role groups have it.',
  input: z.object({}),
  output: z
    .array(
      z
        .object({
          name: z.string(),
          description: z.string(),
          roleGroups: z.array(z.string()).readonly(),
        })
        .readonly(),
    )
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Role Management'],
  audit: false,
  run(_, { directory }) {
    const assignments = allAssignments(directory.organization);
    const rows = managementRoleNames.map((name) => ({
      name,
      description: managementRoles[name],
      roleGroups: assignments.filter(({ Role }) => Role === name).map(({ RoleGroup }) => RoleGroup),
    }));
    return Promise.resolve(rows);
  },
});
