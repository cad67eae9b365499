import { SynchronizationRunning } from '@mailyard/ldap';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import { sourceNamed } from './known-source.js';
import { sourceStatus, statusOf } from './source-status.js';

export const startDirectorySynchronization = operation({
  name: 'Start-DirectorySynchronization',
  summary: 'Synchronizes a directory source now, and tells what became of it.',
  input: z.object({
    identity: z.string().min(1).describe('Name or Guid of a source.'),
    force: z.boolean().default(false).describe('Also when more recipients vanish than RemovalLimit allows.'),
  }),
  output: sourceStatus,
  right: 'Organization Configuration',
  audit: true,
  modified: ({ name, added = 0, changed = 0, removed = 0 }) => [
    `DirectorySources[${name}]: ${added} recipients added, ${changed} changed, ${removed} removed`,
  ],
  async run({ identity, force }, { directory, synchronizer }) {
    const source = sourceNamed(identity, directory.organization);
    if (!source.Enabled) throw new OperationError(`the directory source ${source.Name} is not enabled`);
    try {
      const record = await synchronizer.synchronize(source, { force });
      if (record.result !== 'Succeeded') throw new OperationError(record.reason ?? 'it failed');
      return statusOf(source, record);
    } catch (error) {
      if (error instanceof SynchronizationRunning) throw new OperationError(error.message);
      throw error;
    }
  },
});
