import { LdapError } from '@mailyard/ldap';
import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import { sourceNamed } from './known-source.js';

const notesMax = 1000;

export const testDirectorySource = operation({
  name: 'Test-DirectorySource',
  summary: 'Reads a directory source and tells what a synchronization would do; nothing is changed.',
  input: z.object({ identity: z.string().min(1).describe('Name or Guid of a source.') }),
  output: z
    .object({
      name: z.string(),
      server: z.string().describe('That answered.'),
      recipients: z.int().describe('That the source would have then.'),
      added: z.int(),
      changed: z.int(),
      removed: z.int(),
      notes: z.array(z.string()).readonly().describe('What cannot be taken over, and why.'),
    })
    .readonly(),
  right: 'Organization Configuration',
  audit: false,
  async run({ identity }, { directory, synchronizer }) {
    const source = sourceNamed(identity, directory.organization);
    try {
      const { server, recipients, added, changed, removed, notes } = await synchronizer.tried(source, {
        force: true,
      });
      const counts = { recipients, added, changed, removed };
      return { name: source.Name, server, ...counts, notes: notes.slice(0, notesMax) };
    } catch (error) {
      if (error instanceof LdapError) throw new OperationError(error.message);
      throw error;
    }
  },
});
