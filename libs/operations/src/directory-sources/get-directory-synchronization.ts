import { z } from 'zod';

import { operation } from '../operation.js';
import { sourcesNamed } from './known-source.js';
import { sourceStatus, statusOf } from './source-status.js';

export const getDirectorySynchronization = operation({
  name: 'Get-DirectorySynchronization',
  summary:
    'Tells what became of the last synchronization of each directory source, and how old what it brought is.',
  input: z.object({
    identity: z.string().min(1).optional().describe('Name or Guid of a source; default: all.'),
  }),
  output: z.array(sourceStatus).readonly(),
  right: 'View-Only Configuration',
  audit: false,
  run({ identity }, { directory, synchronizer }) {
    const sources = sourcesNamed(identity, directory.organization);
    return Promise.all(
      sources.map(async (source) => statusOf(source, await synchronizer.records.of(source.Guid))),
    );
  },
});
