import { hostname } from 'node:os';

import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import { serviceLine } from './service-line.js';

export const getServiceLog = operation({
  name: 'Get-ServiceLog',
  summary: 'Tells the last lines that a running process has written into its service log.',
  input: z.object({
    process: z.string().min(1).max(100).describe('Its id, as Get-Service has it.'),
    limit: z.int().min(1).max(500).default(50),
  }),
  output: z
    .object({
      host: z.string(),
      isHere: z.boolean().describe('False: it is written on that other machine.'),
      lines: z.array(serviceLine).readonly().describe('The newest last.'),
    })
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run({ process: id, limit }, { registry, lastLogLines }) {
    const running = await registry.live();
    const found = running.find((each) => each.id === id);
    if (found === undefined) throw new OperationError(`no process ${id} runs`);
    const { host } = found;
    // Processes of containers have the same few pids: lines of another machine could be those of somebody else.
    const isHere = host === hostname();
    return { host, isHere, lines: isHere ? await lastLogLines(found, limit) : [] };
  },
});
