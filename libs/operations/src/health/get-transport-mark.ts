import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { operation } from '../operation.js';
import { viewOf } from '../revisions/organization-revisions.js';

const kinds = ['Configuration', 'ComponentState', 'Start'] as const;

const mark = z
  .object({
    at: z.number().describe('Milliseconds since the epoch.'),
    kind: z.enum(kinds).describe('A change of the organization; a drain or its end; a process has started.'),
    text: z.string(),
    who: z.string().optional(),
    count: z.int().describe('How many within the same minute.'),
  })
  .readonly();

type Mark = z.output<typeof mark>;

const revisionsMax = 100;
const entriesMax = 2_000;
/** Of the objects that a change was about. */
const namedMax = 5;
const minuteMs = 60_000;

export const getTransportMark = operation({
  name: 'Get-TransportMark',
  summary: 'What may explain a bend in a chart: changes of the organization, drains, starts of processes.',
  input: z.object({
    from: z.number().describe('Milliseconds since the epoch.'),
    to: z.number().optional().describe('Default: now.'),
  }),
  output: z.array(mark).readonly(),
  right: 'Monitoring',
  alsoBy: ['View-Only Configuration'],
  audit: false,
  async run({ from, to = Date.now() }, context) {
    const all = await Promise.all([configuration(context), drains(context), starts(context)]);
    const within = all.flat().filter(({ at }) => at >= from && at <= to);
    return together(within.toSorted((one, other) => one.at - other.at));
  },
});

async function configuration({ directory }: OperationContext): Promise<readonly Mark[]> {
  const revisions = await directory.revisions({ count: revisionsMax });
  return revisions.map(viewOf).map(({ time, objects, caller }) => ({
    at: time,
    kind: 'Configuration',
    text: objects.slice(0, namedMax).join(', '),
    ...(caller !== undefined && { who: caller }),
    count: 1,
  }));
}

async function drains({ audit }: OperationContext): Promise<readonly Mark[]> {
  const entries = await audit.newest(entriesMax, ['Changes']);
  const done = entries.filter(({ operation: name, error }) => name === 'Set-ServerComponentState' && !error);
  return done.map(({ runDate, caller, parameters, modified = [] }) => ({
    at: runDate,
    kind: 'ComponentState',
    text: modified.join(', ') || Object.values(parameters).join(' '),
    who: caller,
    count: 1,
  }));
}

async function starts({ registry }: OperationContext): Promise<readonly Mark[]> {
  const running = await registry.live();
  return running.map(({ service, version, startedAt }) => ({
    at: Date.parse(startedAt),
    kind: 'Start',
    text: `${service} ${version}`,
    count: 1,
  }));
}

/** Those of one minute are one mark, of starts those of a service: a deployment starts many processes. */
function together(marks: readonly Mark[]): readonly Mark[] {
  const groups = Map.groupBy(marks, ({ kind, at, text }) => {
    return `${kind} ${Math.floor(at / minuteMs)} ${kind === 'Start' ? text : ''}`;
  });
  return [...groups.values()].flatMap((same) => {
    const [first] = same;
    return first === undefined ? [] : [{ ...first, count: same.length }];
  });
}
