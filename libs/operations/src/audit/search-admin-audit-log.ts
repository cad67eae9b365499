import { auditTypes, type DatedAuditEntry } from '@mailyard/service';
import { z } from 'zod';

import { operation } from '../operation.js';

const entry = z
  .object({
    runDate: z.number().describe('Milliseconds since the epoch.'),
    caller: z.string(),
    client: z.string(),
    operation: z.string(),
    parameters: z.record(z.string(), z.string()).readonly(),
    error: z.string().optional().describe('Why it failed; without one it succeeded.'),
    modified: z.array(z.string()).readonly().optional(),
    properties: z
      .array(
        z
          .object({
            action: z.string(),
            kind: z.string(),
            object: z.string(),
            property: z.string(),
            before: z.string().optional(),
            after: z.string().optional(),
          })
          .readonly(),
      )
      .readonly()
      .optional()
      .describe('What was changed of objects, side by side.'),
    cmdlet: z.string().optional().describe('What does the same in the shell, without what is secret.'),
  })
  .readonly();

const anyOf = z.array(z.string().min(1)).min(1).max(100);

const input = z.object({
  types: z
    .array(z.enum(auditTypes))
    .min(1)
    .optional()
    .describe('Default: Changes, and where operations are named all.'),
  operations: anyOf.optional().describe('Of these alone.'),
  parameters: anyOf.optional().describe('With any of these parameters.'),
  callers: anyOf.optional().describe('By any of these.'),
  objects: anyOf.optional().describe('About what has any of these in its name.'),
  start: z.number().optional().describe('Not before; milliseconds since the epoch.'),
  end: z.number().optional().describe('Not after.'),
  succeeded: z.boolean().optional(),
  resultSize: z.int().min(1).max(10_000).default(1000),
});

/** Of the audit log, which keeps about so many. */
const entriesMax = 10_000;

export const searchAdminAuditLog = operation({
  name: 'Search-AdminAuditLog',
  summary:
    'Lists who changed what, signed in, or looked at messages, the newest first; what is secret is not in it.',
  input,
  output: z.array(entry).readonly(),
  right: 'View-Only Audit Logs',
  audit: false,
  async run({ resultSize, types, ...asked }, { audit }) {
    const among = types ?? (asked.operations === undefined ? ['Changes'] : auditTypes);
    const isAsked = Object.values(asked).some((value) => value !== undefined);
    if (!isAsked) return audit.newest(resultSize, among);
    const all = await audit.newest(entriesMax, among);
    return all.filter((each) => passes(each, asked)).slice(0, resultSize);
  },
});

type Asked = Omit<z.output<typeof input>, 'resultSize' | 'types'>;

/** All that is asked has to hold. */
function passes(
  found: DatedAuditEntry,
  { operations, callers, parameters, objects, ...asked }: Asked,
): boolean {
  const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
  const isAny = (list: readonly string[] | undefined, test: (each: string) => boolean): boolean =>
    list === undefined || list.some(test);
  return (
    isAny(operations, (each) => isSame(each, found.operation)) &&
    isAny(callers, (each) => isSame(each, found.caller)) &&
    isAny(parameters, (each) => namesOf(found).some((name) => isSame(each, name))) &&
    isAny(objects, (each) => textOf(found).includes(each.toLowerCase())) &&
    isWithin(found, asked)
  );
}

function isWithin(
  { runDate, error }: DatedAuditEntry,
  { start = 0, end = Infinity, succeeded }: Pick<Asked, 'start' | 'end' | 'succeeded'>,
): boolean {
  return runDate >= start && runDate <= end && (succeeded ?? error === undefined) === (error === undefined);
}

/** Those that an object was given are in a parameter of their own. */
function namesOf({ parameters }: DatedAuditEntry): readonly string[] {
  const inner = Array.from((parameters['parameters'] ?? '').matchAll(/"(\w+)":/g), ([, name]) => name ?? '');
  return [...Object.keys(parameters), ...inner];
}

function textOf({ parameters, modified = [] }: DatedAuditEntry): string {
  return [...Object.values(parameters), ...modified].join('\n').toLowerCase();
}
