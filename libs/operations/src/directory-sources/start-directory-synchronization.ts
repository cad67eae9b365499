import type { DirectorySource } from '@mailyard/directory';
import { LdapError, RemovalStopped, SynchronizationRunning, type SourcePlan } from '@mailyard/ldap';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationError } from '../operation.js';
import { sourceNamed } from './known-source.js';
import { sourceStatus, statusOf, type SourceStatus } from './source-status.js';

export const startDirectorySynchronization = operation({
  name: 'Start-DirectorySynchronization',
  summary: 'Synchronizes a directory source now, and tells what became of it.',
  input: z.object({
    identity: z.string().min(1).describe('Name or Guid of a source.'),
    force: z.boolean().default(false).describe('Also when more recipients vanish than RemovalLimit allows.'),
    ...onlyTried,
  }),
  output: sourceStatus,
  right: 'Organization Configuration',
  audit: true,
  modified: ({ name, added = 0, changed = 0, removed = 0 }) => [
    `DirectorySources[${name}]: ${added} recipients added, ${changed} changed, ${removed} removed`,
  ],
  async run({ identity, force, validateOnly }, { directory, synchronizer }) {
    const source = sourceNamed(identity, directory.organization);
    if (!source.Enabled) throw new OperationError(`the directory source ${source.Name} is not enabled`);
    try {
      if (validateOnly) return triedStatus(source, await synchronizer.tried(source, { force }));
      const record = await synchronizer.synchronize(source, { force });
      if (record.result !== 'Succeeded') throw new OperationError(record.reason ?? 'it failed');
      return statusOf(source, record);
    } catch (error) {
      const isTold = [LdapError, RemovalStopped, SynchronizationRunning].some(
        (kind) => error instanceof kind,
      );
      throw isTold ? new OperationError((error as Error).message) : error;
    }
  },
});

/** As it would be told, without a result: there was none. */
function triedStatus(
  source: DirectorySource,
  { recipients, added, changed, removed, notes }: SourcePlan,
): SourceStatus {
  const noteCount = notes.length;
  return { ...statusOf(source, undefined), recipients, added, changed, removed, notes, noteCount };
}
