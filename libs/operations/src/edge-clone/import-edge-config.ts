import {
  changeFor,
  describeDifferences,
  nameDifferences,
  parseOrganizationText,
  planOrganization,
  type OrganizationPlan,
  type ParsedText,
} from '@mailyard/directory';
import { formatProblem, OrganizationError } from '@mailyard/schema';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { dangersOf, requireConfirmation } from '../objects/dangers/dangers.js';
import { operation, OperationInputError, secret } from '../operation.js';
import { changeWarnings } from '../organization/organization-file.js';
import { adapted, renamedLogin, type EdgeIdentity, type Sections } from './adapted-configuration.js';
import { askedValues } from './asked-values.js';
import { answered, readAnswers } from './clone-answers.js';
import { cloneConfigData, cloneFileMax, readCloneFile } from './clone-file.js';
import { cloneKey, type CloneSecrets } from './clone-secrets.js';
import { edgeOf } from './edge-of.js';

const input = z.object({
  cloneConfigData,
  cloneConfigAnswer: z
    .base64()
    .max(cloneFileMax)
    .optional()
    .describe('Base64 of what New-EdgeConfigAnswer gave, filled in.'),
  key: cloneKey.meta(secret),
  validateOnly: z.boolean().default(false).describe('Tells what it would do, and changes nothing.'),
  force: z.boolean().default(false).describe('It is meant, whatever the dangers.'),
});

export const importEdgeConfig = operation({
  name: 'Import-EdgeConfig',
  summary: 'Makes this Edge like the one that Export-EdgeConfig was run at, as a whole or not at all.',
  input,
  output: z
    .object({
      server: z.string().describe('That is cloned.'),
      objects: z
        .array(z.string())
        .readonly()
        .describe('What became of which: add SendConnectors[To Internet].'),
      changes: z.array(z.string()).readonly().describe('Each of them, for people.'),
      warnings: z.array(z.string()).readonly(),
      dangers: z.array(z.string()).readonly().describe('What has to be confirmed with force.'),
    })
    .readonly(),
  right: 'Organization Configuration',
  audit: true,
  modified: ({ objects }) => objects,
  async run({ cloneConfigData, cloneConfigAnswer, key, ...how }, context) {
    const edge = edgeOf(context.directory.organization);
    const to = { name: edge.Name, fqdn: edge.Fqdn };
    const { configuration, secrets } = await readCloneFile(cloneConfigData, key);
    const { server: from } = configuration;
    const sections = adapted(configuration, to);
    const answers = cloneConfigAnswer === undefined ? {} : readAnswers(cloneConfigAnswer);
    const told = answered(sections, answers, askedValues(sections, from));
    const hashes = hashesOf(secrets, from, to);
    const plan = await planned(told, hashes, { from, passwords: secrets.passwords, context });
    return { server: from.name, ...(await carriedOut(plan, how, context)) };
  },
});

function hashesOf({ hashes }: CloneSecrets, from: EdgeIdentity, to: EdgeIdentity): CloneSecrets['hashes'] {
  return Object.fromEntries(
    Object.entries(hashes).map(([login, hash]) => [renamedLogin(login, from.fqdn, to.fqdn), hash]),
  );
}

interface PlanOptions {
  readonly from: EdgeIdentity;
  readonly passwords: CloneSecrets['passwords'];
  readonly context: OperationContext;
}

function planned(
  sections: Sections,
  hashes: CloneSecrets['hashes'],
  { from, passwords, context }: PlanOptions,
): Promise<OrganizationPlan> {
  const { directory, server, secretKeys: keys } = context;
  const { TransportSettings: [settings] = [], ...others } = sections;
  const all = { Complete: true, ...others, ...(settings !== undefined && { TransportSettings: settings }) };
  const text = parseOrganizationText(JSON.stringify(all), from.name);
  const identity = { server: server.name, fqdn: server.fqdn };
  const options = { settings: identity, environment: passwords, hashes, keys, prune: true };
  return planOrganization(ofClone(text, from), directory.organization, options);
}

/** Lines of a text that nobody has written would tell nobody anything. */
function ofClone({ content }: ParsedText, { name }: EdgeIdentity): ParsedText {
  return {
    content,
    fail: (problems) =>
      new OrganizationError(
        problems,
        problems.map((problem) => `the clone of ${name}: ${formatProblem(problem)}`),
      ),
  };
}

async function carriedOut(
  { revision, differences, made }: OrganizationPlan,
  { validateOnly, force }: Pick<z.output<typeof input>, 'validateOnly' | 'force'>,
  { directory }: OperationContext,
) {
  if (made.length > 0) throw new OperationInputError('CloneConfigData has an account without a password');
  const change = changeFor(differences);
  directory.requireApproval(change);
  const { organization } = directory;
  const dangers = dangersOf({ differences }, organization);
  const warnings = changeWarnings(differences, organization);
  const told = { changes: describeDifferences(differences), warnings, dangers };
  if (validateOnly) return { ...told, objects: [] };
  requireConfirmation(dangers, force);
  if (differences.length > 0) await directory.change(change, { ifRevision: revision });
  return { ...told, objects: nameDifferences(differences) };
}
