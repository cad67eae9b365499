import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';

import { importMessageTrackingLog } from '@mailyard/operations/tracking/import-message-tracking-log';

import { CommandError, say, type Command } from '../../command.js';
import { whereTyped } from '../../organization-file.js';

export const trackingImport: Command = {
  name: 'tracking import',
  operands: 'FILE…',
  summary: importMessageTrackingLog.summary,
  options: [{ name: 'server', value: 'NAME', help: 'Whose logs they are.' }],
  prepare: (line) => {
    const server = line.value('server');
    if (server === undefined) throw new CommandError('--server must say whose logs they are');
    if (line.operands.length === 0) throw new CommandError('a FILE is needed');
    return async (order) => {
      let damagedCount = 0;
      // A file at a time: there may be a year of them.
      for (const path of line.operands) {
        const file = basename(path);
        const text = await readFile(whereTyped(path), 'utf8');
        const result = await order(importMessageTrackingLog, { text, file, server });
        damagedCount += result.damagedCount;
        say([
          `${file}: ${result.added} rows added, ${result.known} known, ${result.damagedCount} lines left out`,
          ...result.damaged.map(({ line: number, reason }) => `${file}:${number}: ${reason}`),
        ]);
      }
      return damagedCount === 0 ? 0 : 1;
    };
  },
};
