import { matcher, opathFilter } from '@mailyard/queue';
import { z } from 'zod';

import { operation } from '../operation.js';
import { unlessWrong } from '../page-of-list.js';
import { protocolLine } from './get-protocol-log.js';
import { protocolLineProperties, type ProtocolLine } from './protocol-line.js';

const linesMax = 2_000;

export const searchProtocolLog = operation({
  name: 'Search-ProtocolLog',
  summary: 'Tells what was said in SMTP sessions in the last minutes; what is said from now on `tail` tells.',
  input: z.object({
    where: z
      .string()
      .max(10_000)
      .optional()
      .describe("Exchange's language, as in RemoteAddress -eq '192.0.2.1'."),
    minutes: z.int().min(1).max(60).default(5),
    limit: z.int().min(1).max(linesMax).default(linesMax),
  }),
  output: z
    .object({
      lines: z.array(protocolLine).readonly().describe('In order of time; of very many the last ones.'),
      skipped: z.int().describe('So many more there were, of the last megabyte of each file.'),
    })
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run({ where, minutes, limit }, { protocolLogs }) {
    const passes = passing(where);
    const since = Date.now() - minutes * 60_000;
    const ours = (await protocolLogs.recent(since)).filter(passes);
    return { lines: ours.slice(-limit), skipped: Math.max(0, ours.length - limit) };
  },
});

/** `*` is all, as for `tail`. */
export function passing(filter = '*'): (line: ProtocolLine) => boolean {
  if (filter.trim() === '*') return () => true;
  return unlessWrong(() => matcher(protocolLineProperties, opathFilter(protocolLineProperties, filter)));
}
