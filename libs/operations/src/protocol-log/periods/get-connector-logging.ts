import { titleOf } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../../operation.js';

export const getConnectorLogging = operation({
  name: 'Get-ConnectorLogging',
  summary: 'Lists connectors whose sessions are logged for a while, and until when.',
  input: z.object({}),
  output: z
    .array(
      z
        .object({
          kind: z.enum(['ReceiveConnectors', 'SendConnectors']),
          guid: z.string(),
          identity: z.string(),
          until: z.number().describe('Milliseconds since the epoch.'),
          caller: z.string(),
        })
        .readonly(),
    )
    .readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run(_, { loggingPeriods, directory }) {
    const periods = await loggingPeriods.list();
    return periods.flatMap(({ kind, guid, until, caller }) => {
      const object = directory.organization.indexed.get(kind, guid);
      return object === undefined ? [] : [{ kind, guid, identity: titleOf(kind, object), until, caller }];
    });
  },
});
