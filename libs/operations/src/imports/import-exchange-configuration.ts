import {
  changeFor,
  countDifferences,
  describeDifferences,
  DirectoryConflict,
  nameDifferences,
  permissionGroups,
  type Organization,
} from '@mailyard/directory';
import { accessControlEntries } from '@mailyard/receive';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { ExportError } from '../exchange-import/files/export-error.js';
import type { ImportMapping } from '../exchange-import/plan/import-options.js';
import type { ImportPlan, planImport } from '../exchange-import/plan/import-plan.js';
import type { GivenEntries } from '../exchange-import/plan/permissions.js';
import { ConfirmationRequired, dangersOf } from '../objects/dangers/dangers.js';
import { changeOptions } from '../objects/object-change.js';
import { operation, OperationInputError, secret } from '../operation.js';
import { changeWarnings } from '../organization/organization-file.js';

/** A file as somebody hands it in. */
export const exportFile = z
  .object({
    name: z
      .string()
      .min(1)
      .max(1024)
      .describe('Problems call it so; where nothing else tells, also what it holds.'),
    // What is exported may be anything: it is not kept a second time.
    text: z.string().optional().meta(secret).describe('What is in it.'),
    base64: z
      .string()
      .optional()
      .meta(secret)
      .describe('The same as octets, in any encoding that Exchange writes.'),
  })
  .refine(({ text, base64 }) => (text === undefined) !== (base64 === undefined), 'must have text or base64');

const names = (what: string) =>
  z.record(z.string().max(1024), z.string().max(1024)).default({}).describe(what);

const input = z.object({
  files: z.array(exportFile).min(1).max(100).describe('CLIXML of Export-Clixml, or CSV.'),
  servers: names('Their servers, and which of ours each one becomes.'),
  addresses: names('Local addresses of bindings there, and here.'),
  principals: names('Users, groups and SIDs there, and whom they are here.'),
  passwordVariables: names('Send connectors, and the variable that has the password of each.'),
  leaveOut: z
    .array(z.string())
    .default([])
    .describe(String.raw`Identities of objects that stay out: EX01\Relay, SendConnector To Edge.`),
  passwords: z
    .record(z.string(), z.string().optional())
    .default({})
    .meta(secret)
    .describe('Passwords by variable.'),
  credentials: z
    .record(
      z.string().max(1024),
      z.strictObject({ UserName: z.string().optional(), Password: z.string().meta(secret) }),
    )
    .default({})
    .describe('Send connectors, and the password of each, with its user where no file says that.'),
  ...changeOptions,
});

const note = z.object({ parameter: z.string(), value: z.string(), reason: z.string() }).readonly();

const row = z
  .object({
    file: z.string(),
    number: z.int().describe('Place of the object in the file.'),
    noun: z.string().describe('What it is, as in Get-ReceiveConnector.'),
    identity: z.string().describe('As the export calls it.'),
    outcome: z.enum(['Make', 'Change', 'Same', 'Cannot']),
    reason: z.string().optional().describe('Why it cannot be carried over.'),
    changes: z.array(z.string()).readonly().describe('What is made of it, or what differs.'),
    notes: z.array(note).readonly().describe('What of it is not carried over, or not as it was.'),
  })
  .readonly();

const output = z
  .object({
    revision: z.int().describe('Of the organization.'),
    rows: z.array(row).readonly(),
    changes: z.array(z.string()).readonly().describe('The whole difference, for people.'),
    besides: z.array(z.string()).readonly().describe('What changes with it of objects that no file holds.'),
    summary: z.string(),
    objects: z.array(z.string()).readonly().describe('What became of which.'),
    warnings: z.array(z.string()).readonly(),
    dangers: z.array(z.string()).readonly().describe('What has to be confirmed with force.'),
    applied: z.boolean().describe('False: it was only tried, or there is nothing to do.'),
  })
  .readonly();

export const importExchangeConfiguration = operation({
  name: 'Import-ExchangeConfiguration',
  summary: 'Carries over what Exchange’s Get- cmdlets exported: all that can be, in one step or not at all.',
  input,
  output,
  right: 'Organization Configuration',
  audit: true,
  changes: 'objects',
  modified: ({ objects }) => objects,
  async run({ files, ifRevision, validateOnly, force, passwords, credentials, ...mapping }, context) {
    const { directory } = context;
    const { organization } = directory;
    if (ifRevision !== undefined && ifRevision !== organization.revision) {
      throw new DirectoryConflict(
        `the organization is at revision ${organization.revision}, not ${ifRevision}`,
      );
    }
    const exports = files.map((each) => ({ name: each.name, octets: exportOctets(each) }));
    const said = withCredentials({ ...mapping, userNames: {} }, credentials);
    const imported = { exports, mapping: said.mapping, passwords: { ...passwords, ...said.passwords } };
    const planned = await plannedImport(imported, organization, context);
    const outcome = outcomeOf(planned, organization);
    directory.requireApproval(changeFor(planned.plan?.differences ?? []));
    if (validateOnly || planned.plan === undefined || planned.plan.differences.length === 0) {
      return { revision: organization.revision, ...outcome, objects: [], applied: false };
    }
    if (outcome.dangers.length > 0 && !force) throw new ConfirmationRequired(outcome.dangers);
    const { differences, revision } = planned.plan;
    const after = await directory.change(changeFor(differences), { ifRevision: revision });
    return { revision: after.revision, ...outcome, objects: nameDifferences(differences), applied: true };
  },
});

export function exportOctets({ text, base64 = '' }: z.output<typeof exportFile>): Uint8Array {
  return text === undefined ? Buffer.from(base64, 'base64') : Buffer.from(text, 'utf8');
}

/** A password that is said itself is one by a variable that nobody else names. */
function withCredentials(mapping: ImportMapping, credentials: z.output<typeof input>['credentials']) {
  const each = Object.entries(credentials).map(([connector, { UserName, Password }], at) => {
    return { connector, UserName, Password, variable: `IMPORTED_CREDENTIAL_${at + 1}` };
  });
  const named = each.flatMap(({ connector, UserName }) => (UserName ? [[connector, UserName] as const] : []));
  const variables = Object.fromEntries(each.map(({ connector, variable }) => [connector, variable]));
  return {
    mapping: {
      ...mapping,
      userNames: Object.fromEntries(named),
      passwordVariables: { ...mapping.passwordVariables, ...variables },
    },
    passwords: Object.fromEntries(each.map(({ variable, Password }) => [variable, Password])),
  };
}

interface Imported {
  readonly exports: Parameters<typeof planImport>[0];
  readonly mapping: ImportMapping;
  readonly passwords: Readonly<Record<string, string | undefined>>;
}

async function plannedImport(
  { exports, mapping, passwords }: Imported,
  organization: Organization,
  { server, secretKeys: keys }: OperationContext,
): Promise<ImportPlan> {
  const settings = { server: server.name, fqdn: server.fqdn };
  // Whoever orders something else need not wait until what reads exports is loaded.
  const importing = await import('../exchange-import/plan/import-plan.js');
  try {
    return await importing.planImport(exports, organization, {
      mapping,
      settings,
      environment: passwords,
      keys,
      givenEntries,
    });
  } catch (error) {
    if (error instanceof ExportError) throw new OperationInputError(error.message, { cause: error });
    throw error;
  }
}

const givenEntries: GivenEntries = (groups) => {
  const PermissionGroups = permissionGroups.filter((group) => groups.includes(group));
  return accessControlEntries({ PermissionGroups, AccessControl: [] });
};

function outcomeOf({ plan, rows, besides, empty }: ImportPlan, organization: Organization) {
  const warnings = empty.map((name) => `${name} holds no object`);
  if (plan === undefined) {
    return { rows, besides: [], changes: [], summary: countDifferences([]), warnings, dangers: [] };
  }
  const { differences } = plan;
  return {
    rows,
    besides: describeDifferences(besides),
    changes: describeDifferences(differences),
    summary: countDifferences(differences),
    warnings: [...warnings, ...changeWarnings(differences, organization)],
    dangers: dangersOf(plan, organization),
  };
}
