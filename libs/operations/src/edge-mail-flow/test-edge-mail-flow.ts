import { z } from 'zod';

import { operation, OperationInputError } from '../operation.js';
import { acceptedDomains } from './checks/accepted-domains.js';
import { accounts } from './checks/accounts.js';
import { certificates } from './checks/certificates.js';
import { toEdge, toInternet, toOrganization } from './checks/connectors.js';
import type { MailFlowCheck } from './finding.js';
import { mailFlowSide, type MailFlowSide } from './mail-flow-side.js';
import { ownSide } from './own-side.js';
import { trustOf } from './trust.js';

/** In the order in which an administrator goes through the steps. */
const checks: Readonly<Record<string, MailFlowCheck>> = {
  AcceptedDomains: acceptedDomains,
  ToInternet: toInternet,
  ToOrganization: toOrganization,
  ToEdge: toEdge,
  Accounts: accounts,
  Certificates: certificates,
};

const row = z
  .object({
    check: z.string(),
    result: z.enum(['Success', 'Warning', 'Failure']),
    server: z.string().optional().describe('Where it is cured.'),
    finding: z.string().optional(),
    cure: z.string().optional(),
  })
  .readonly();

type Row = z.output<typeof row>;

export const testEdgeMailFlow = operation({
  name: 'Test-EdgeMailFlow',
  summary:
    'Compares this side of a perimeter network with the other, and says what is missing for mail between them.',
  input: z.object({
    fileData: z
      .base64()
      .min(1)
      .max(4_000_000)
      .describe('Base64 of what Export-EdgeMailFlow gave at the other side.'),
  }),
  output: z.array(row).readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run({ fileData }, context) {
    const [own, other] = [await ownSide(context), readSide(fileData)];
    if (own.serverRole === other.serverRole) {
      throw new OperationInputError(
        `the file is of ${other.server}, which is ${own.serverRole === 'Edge' ? 'an Edge' : 'no Edge'} as ${own.server} is: it has to be of the other side`,
      );
    }
    const [edge, inside] = own.serverRole === 'Edge' ? [own, other] : [other, own];
    const pair = { edge, inside, trust: await trustOf([edge, inside]) };
    return Object.entries(checks).flatMap(([check, run]): readonly Row[] => {
      const findings = run(pair);
      return findings.length === 0
        ? [{ check, result: 'Success' }]
        : findings.map((finding) => ({ check, ...finding }));
    });
  },
});

function readSide(fileData: string): MailFlowSide {
  const broken = 'this is no file of Export-EdgeMailFlow';
  const parsed = z
    .string()
    .transform((text, issues) => {
      try {
        return JSON.parse(text) as unknown;
      } catch {
        issues.addIssue('is no JSON');
        return z.NEVER;
      }
    })
    .pipe(mailFlowSide)
    .safeParse(Buffer.from(fileData, 'base64').toString());
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new OperationInputError(`${broken}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`);
}
