import {
  countDifferences,
  changeFor,
  describeDifferences,
  DirectoryConflict,
  parseOrganizationText,
  planOrganization,
  propertyChanges,
  sendConnectorWarnings,
  transportWarnings,
  type ObjectDifference,
  type Organization,
  type OrganizationPlan,
} from '@mailyard/directory';
import { parameterWarnings } from '@mailyard/receive';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { forgottenSteps } from '../edge-mail-flow/forgotten-steps.js';
import { dangersOf } from '../objects/dangers/dangers.js';
import { wideRelays } from '../objects/dangers/open-relay.js';
import { propertyChangesOutput } from '../objects/property-change.js';
import { secret } from '../operation.js';

/** An organization as text, as somebody hands it in. */
export const organizationFile = z.object({
  // Nothing secret belongs into it; should somebody write it there all the same, it goes no further.
  text: z.string().meta(secret).describe('YAML with the sections of organization.yaml.'),
  file: z.string().default('organization.yaml').describe('What problems call it.'),
  prune: z.boolean().default(false).describe('Removes the objects that its sections do not name.'),
  revision: z.int().optional().describe('Refused unless the organization is at this revision.'),
  passwords: z
    .record(z.string(), z.string().optional())
    .default({})
    .meta(secret)
    .describe('Passwords by variable, as PasswordVariable names them.'),
});

type OrganizationFile = z.output<typeof organizationFile>;

/** What a file changes. */
export const plannedChanges = z
  .object({
    revision: z.int().describe('That it was planned from.'),
    differences: z.int().describe('How many objects it adds, changes or removes.'),
    removals: z.int(),
    changes: z.array(z.string()).readonly().describe('Each of them, for people.'),
    properties: propertyChangesOutput,
    summary: z.string(),
    warnings: z.array(z.string()).readonly(),
    dangers: z.array(z.string()).readonly().describe('What has to be confirmed with force.'),
    unmentioned: z.int().describe('How many objects its sections do not name, and prune would remove.'),
  })
  .readonly();

/** Throws OrganizationError, with file and line, for a text that cannot be applied. */
export async function planFile(
  { text, file, prune, revision: expected, passwords }: OrganizationFile,
  { directory, server, secretKeys: keys }: OperationContext,
): Promise<OrganizationPlan> {
  const { organization } = directory;
  const { revision } = organization;
  const content = parseOrganizationText(text, file);
  const settings = { server: server.name, fqdn: server.fqdn };
  const options = { settings, environment: passwords, keys, prune };
  const plan = await planOrganization(content, organization, options);
  if (expected !== undefined && expected !== revision) {
    throw new DirectoryConflict(
      `the organization is at revision ${revision}, not ${expected}; nothing was applied`,
    );
  }
  return plan;
}

/** Those that depend on no host; the services tell the others when they follow. */
export function changeWarnings(
  differences: readonly ObjectDifference[],
  before: Organization,
): readonly string[] {
  const { put } = changeFor(differences);
  const { ReceiveConnectors = [], SendConnectors = [], TransportSettings = [] } = put;
  const [settings = before.transport] = TransportSettings;
  return [
    ...parameterWarnings(ReceiveConnectors),
    ...wideRelays(ReceiveConnectors),
    ...sendConnectorWarnings(SendConnectors, settings),
    ...TransportSettings.flatMap(transportWarnings),
    ...forgottenSteps(differences, before),
  ];
}

export function describePlan(
  { revision, differences, unmentioned }: OrganizationPlan,
  before: Organization,
): z.output<typeof plannedChanges> {
  return {
    revision,
    differences: differences.length,
    removals: differences.filter(({ action }) => action === 'remove').length,
    changes: describeDifferences(differences),
    properties: propertyChanges(differences),
    summary: countDifferences(differences),
    warnings: changeWarnings(differences, before),
    dangers: dangersOf({ differences }, before),
    unmentioned: unmentioned.length,
  };
}
