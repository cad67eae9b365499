import { z } from 'zod';

import type { Caller } from '../../caller.js';
import type { OperationContext } from '../../context.js';
import { operation } from '../../operation.js';
import { completionsAt } from './query-completions.js';
import {
  fieldsOfList,
  queryLists,
  understoodQuery,
  type QueryList,
  type UnderstoodQuery,
} from './understood-query.js';
import { zone } from './zone.js';

const condition = z
  .object({
    property: z.string(),
    operator: z.enum(['eq', 'like', 'gt', 'ge', 'lt', 'le', 'in']),
    values: z.array(z.union([z.string(), z.number()])).readonly(),
  })
  .readonly();

const place = { from: z.int().describe('Where it begins in the text.'), to: z.int() };

export const explainQuery = operation({
  name: 'Explain-Query',
  summary: 'How a search such as `from:erp@* status:retry|suspended age>4h` is understood, term by term.',
  input: z.object({
    list: z.enum(queryLists),
    text: z.string().max(2_000),
    zone: zone.describe('In which times without one are meant.'),
    caret: z.int().min(0).max(2_000).optional().describe('Then also what may be written there.'),
  }),
  output: z
    .object({
      terms: z
        .array(
          z
            .object({
              text: z.string(),
              ...place,
              isDenied: z.boolean(),
              field: z.string().optional(),
              conditions: z.array(condition).readonly(),
              isAny: z.boolean().describe('Any of the conditions will do; else all of them hold.'),
              problem: z.string().optional().describe('Why it is not understood.'),
            })
            .readonly(),
        )
        .readonly(),
      ask: z
        .object({
          filter: z.array(z.record(z.string(), z.unknown()).readonly()).readonly(),
          where: z.string().optional(),
        })
        .readonly()
        .optional()
        .describe('For Search-Message, New-MessageOperation and Get-Queue; absent: nothing is found.'),
      opath: z.string().optional().describe('For -Filter; absent: Exchange has no words for it.'),
      completions: z
        .object({
          ...place,
          items: z.array(z.object({ text: z.string(), hint: z.string() }).readonly()).readonly(),
        })
        .readonly()
        .optional(),
    })
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  async run({ list, text, zone: timeZone, caret }, context, caller) {
    const heldByMe = /\bheld:/i.test(text) ? await ownHolding(context, caller) : [];
    const understood = understoodQuery(text, list, { zone: timeZone, now: Date.now(), heldByMe });
    if (caret === undefined) return asked(understood);
    const known = { fields: fieldsOfList(list), values: await valuesOf(list, context) };
    return { ...asked(understood), completions: completionsAt(text, caret, known) };
  },
});

function asked({ ask, ...told }: UnderstoodQuery) {
  return ask === undefined
    ? told
    : { ...told, ask: { ...ask, filter: ask.filter.map((each) => ({ ...each })) } };
}

async function ownHolding({ database }: OperationContext, { name }: Caller): Promise<readonly string[]> {
  const { bulk } = await database();
  const own = (await bulk.list(1_000)).filter(
    ({ caller, endedAt }) => caller === name && endedAt === undefined,
  );
  return own.map(({ id }) => id);
}

async function valuesOf(
  list: QueryList,
  { listedQueues, directory }: OperationContext,
): Promise<Readonly<Record<string, readonly string[]>>> {
  const queues = await listedQueues.current();
  const { ReceiveConnectors, SendConnectors } = directory.organization.objects;
  const connectors = list === 'messages' ? ReceiveConnectors : SendConnectors;
  return {
    queue: queues.map(({ identity }) => identity),
    domain: [...new Set(queues.map(({ nextHopDomain }) => nextHopDomain))].filter((each) => each !== ''),
    connector: [...new Set(connectors.map(({ Name }) => Name))],
    held: ['me'],
  };
}
