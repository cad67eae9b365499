import { isMap, isScalar, LineCounter, parseDocument, type Document } from 'yaml';
import { z } from 'zod';

import { formatProblem, OrganizationError, problemsOf, type Problem } from '../rules/problem.js';
import { accountRanges, memberOf } from '../objects/credential.js';
import { serverParameters } from '../objects/server.js';
import { smtpAddress } from '../values/smtp-address.js';

/** A login whose password comes from an environment variable: a secret has no place in the file. */
export const textCredentialSchema = z.strictObject({
  Login: smtpAddress.describe('UserPrincipalName of the mailbox that signs in.'),
  PasswordVariable: z
    .string()
    .regex(/^[A-Z_][A-Z0-9_]*$/, 'must be the name of an environment variable')
    .describe(
      'Environment variable with the password; when it is not set, a password is made and printed once.',
    ),
  MemberOf: memberOf,
  RemoteIPRanges: accountRanges,
});

/** A server as the text has it. */
export const textServerSchema = serverParameters.extend({
  DefaultReceiveConnectors: z
    .boolean()
    .default(true)
    .describe('Whether the server has those default Receive connectors that the file does not name.'),
});

const objects = z.array(z.record(z.string(), z.unknown())).optional();

/** The file's sections. Inside them the objects are still as written; the schema of each kind judges them later. */
const textSchema = z.strictObject({
  Servers: z
    .array(z.looseObject({ DefaultReceiveConnectors: textServerSchema.shape.DefaultReceiveConnectors }))
    .optional(),
  ReceiveConnectors: objects,
  AcceptedDomains: objects,
  Mailboxes: objects,
  DistributionGroups: objects,
  Credentials: z.array(textCredentialSchema).optional(),
  TransportSettings: z.record(z.string(), z.unknown()).optional(),
});

export type TextCredential = z.infer<typeof textCredentialSchema>;
export type OrganizationText = z.infer<typeof textSchema>;

/** An organization as text, and how to tell where a problem is in it. */
export interface ParsedText {
  readonly content: OrganizationText;
  /** An error whose lines begin with the file and the line: `organization.yaml:12: Mailboxes[0].Alias: …`. */
  fail(problems: readonly Problem[]): OrganizationError;
}

/** Reads YAML; throws OrganizationError when it is none or its sections are not what they should be. */
export function parseOrganizationText(text: string, fileName: string): ParsedText {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  if (document.errors.length > 0) {
    const lines = document.errors.map((error) => {
      const line = lineCounter.linePos(error.pos[0]).line;
      return `${fileName}:${line}: ${error.message.split('\n', 1)[0]?.replace(/ at line \d+, column \d+:?$/, '')}`;
    });
    throw new OrganizationError([{ path: [], reason: 'is not YAML' }], lines);
  }
  const fail = (problems: readonly Problem[]) =>
    new OrganizationError(
      problems,
      problems.map(
        (problem) => `${fileName}${lineOf(document, lineCounter, problem.path)}: ${formatProblem(problem)}`,
      ),
    );
  const input: unknown = document.toJS() ?? {};
  const result = textSchema.safeParse(input);
  if (!result.success) throw fail(problemsOf(result.error, input, []));
  return { content: result.data, fail };
}

/** `:12`, the line of the deepest part of the path that the text has; empty when it has none of it. */
function lineOf(document: Document, lineCounter: LineCounter, path: readonly (string | number)[]): string {
  for (let depth = path.length; depth > 0; depth -= 1) {
    const offset = offsetOf(document, path.slice(0, depth));
    if (offset !== undefined) return `:${lineCounter.linePos(offset).line}`;
  }
  return '';
}

/** Where a key stands, or for a member of a list the member. */
function offsetOf(document: Document, path: readonly (string | number)[]): number | undefined {
  const parent = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
  const last = path.at(-1);
  if (isMap(parent)) {
    const pair = parent.items.find(({ key }) => isScalar(key) && key.value === last);
    return isScalar(pair?.key) ? pair.key.range?.[0] : undefined;
  }
  const node = document.getIn(path, true) as { readonly range?: readonly number[] | null } | undefined;
  return node?.range?.[0];
}
