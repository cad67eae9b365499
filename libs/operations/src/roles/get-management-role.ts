import { managementRoleNames, managementRoles } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';
import { assignmentsOf } from './role-assignments.js';

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
    const assignments = assignmentsOf(directory.organization);
    const rows = managementRoleNames.map((name) => ({
      name,
      description: managementRoles[name],
      roleGroups: assignments.filter(({ role }) => role === name).map(({ roleGroup }) => roleGroup),
    }));
    return Promise.resolve(rows);
  },
});
