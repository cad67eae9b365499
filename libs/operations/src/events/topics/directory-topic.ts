import { objectAccess } from '../../objects/object-access.js';
import type { TopicKind } from '../live-source.js';

/** That the organization is another one: whoever shows objects reads them again. */
export const directoryTopic: TopicKind = {
  name: 'directory',
  summary:
    'The revision of the organization, which is the ETag of every list; the key is always `organization`.',
  rights: [objectAccess.TransportSettings.read, objectAccess.Mailboxes.read],
  everyMs: 200,
  // The snapshot follows by itself, so nobody is asked.
  open: (_, { directory }) => ({
    look: () => ({
      isComplete: true,
      rows: [
        ['organization', { revision: directory.isEmpty ? 0 : directory.organization.revision }] as const,
      ],
    }),
  }),
};
