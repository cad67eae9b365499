import { guid, listOf, nameKey, objectName } from '@mailyard/schema';
import { z } from 'zod';

import { filterProblem } from '../dynamic-distribution-groups/recipient-filter.js';
import { problemOfFilter } from '../filter-problem.js';
import { identityOf } from '../lookup.js';

/** Properties of servers that a filter may ask for; Exchange calls the site ServerSite. */
export const serverFilterProperties = ['Name', 'Fqdn', 'ADSite', 'ServerSite'] as const;

const filter = (problemOf: (text: string) => string | undefined) =>
  z
    .string()
    .trim()
    .min(1)
    .max(8192)
    .superRefine((text, context) => {
      const message = problemOf(text);
      if (message !== undefined) context.addIssue({ code: 'custom', message });
    });

/** What divides objects into those that somebody may change and all others. */
export const managementScopeSchema = z
  .strictObject({
    Guid: guid,
    Name: objectName.describe('Name by which role assignments name the scope.'),
    RecipientRestrictionFilter: filter(filterProblem)
      .optional()
      .describe(
        "Recipients in the scope, in OPATH as of a dynamic group: `Department -eq 'Sales'`. In place of the two that follow.",
      ),
    ServerRestrictionFilter: filter((text) =>
      problemOfFilter(text, { properties: serverFilterProperties, whose: 'servers' }),
    )
      .optional()
      .describe(
        `Servers in the scope, in OPATH: \`Name -like 'MBX*'\`. Properties: ${serverFilterProperties.join(', ')}.`,
      ),
    ServerList: listOf(z.string().min(1).max(255)).optional().describe('The same by their names.'),
    Exclusive: z
      .boolean()
      .default(false)
      .describe(
        'Nobody else changes what is in it, whatever their role groups are, but those whom a role assignment names it to (ExclusiveRecipientWriteScope, ExclusiveConfigWriteScope).',
      ),
  })
  .readonly();

export type ManagementScope = z.infer<typeof managementScopeSchema>;

export const managementScopeNames = identityOf<ManagementScope>(
  'names of management scopes',
  ['Name'],
  nameKey,
);

/** In Exchange’s words. */
export function scopeRestrictionType({
  RecipientRestrictionFilter,
}: ManagementScope): 'RecipientScope' | 'ServerScope' {
  return RecipientRestrictionFilter === undefined ? 'ServerScope' : 'RecipientScope';
}
