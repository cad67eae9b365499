import { kinds, titleOf } from '@mailyard/directory';
import { z } from 'zod';

import type { OperationContext } from '../../context.js';
import { objectNamed } from '../../objects/identity/object-identity.js';
import { objectAccess } from '../../objects/object-access.js';
import { changeObject, plannedSet } from '../../objects/object-change.js';
import { onlyTried } from '../../only-tried.js';
import { operation, OperationError } from '../../operation.js';
import type { LoggingKind } from './redis-logging-periods.js';

const minutesMax = 24 * 60;

/** The sessions of a connector are logged for a while; its level becomes what it was by itself (see LoggingPeriodWatch). */
function loggingOperation(kind: LoggingKind) {
  const { noun } = kinds[kind];
  const { change: right } = objectAccess[kind];
  return operation({
    name: `Start-${noun}Logging`,
    summary: `Sets ProtocolLoggingLevel of a ${noun} to Verbose for some minutes; afterwards it is as it was by itself.`,
    input: z.object({
      identity: z.string().min(1).max(1024),
      minutes: z.int().min(1).max(minutesMax).default(15),
      ...onlyTried,
    }),
    output: z
      .object({
        identity: z.string(),
        until: z.number().describe('Milliseconds since the epoch.'),
        changes: z.array(z.string()).readonly(),
      })
      .readonly(),
    right,
    audit: true,
    changes: 'objects',
    modified: ({ changes }) => changes,
    async run({ identity, minutes, validateOnly }, context, { name: caller }) {
      const connector = objectNamed(kind, identity, context.directory.organization);
      const { Guid: guid } = connector;
      const known = await context.loggingPeriods.of(guid);
      const before = known?.before ?? levelOf(kind, guid, context);
      const title = titleOf(kind, connector);
      if (before === 'Verbose') throw new OperationError(`${title} logs its sessions already, and goes on`);
      const until = Date.now() + minutes * 60_000;
      const said = { ProtocolLoggingLevel: 'Verbose' };
      const plan = plannedSet(kind, { identity: guid, said }, context);
      const change = (tried: boolean) =>
        changeObject(kind, { identity: guid, validateOnly: tried, force: false, plan }, context);
      // Whoever may not is refused before anything is kept.
      const tried = await change(true);
      if (validateOnly) return { identity: title, until, changes: tried.changes };
      // First of all: whatever fails behind it, the level becomes what it was.
      await context.loggingPeriods.begin({ kind, guid, until, before, caller });
      return { identity: title, until, changes: (await change(false)).changes };
    },
  });
}

function levelOf(kind: LoggingKind, guid: string, { directory }: OperationContext): 'None' | 'Verbose' {
  const found = directory.organization.objects[kind].find(({ Guid }) => Guid === guid);
  return found?.ProtocolLoggingLevel ?? 'None';
}

export const startReceiveConnectorLogging = loggingOperation('ReceiveConnectors');
export const startSendConnectorLogging = loggingOperation('SendConnectors');
