import { z } from 'zod';

import { operation } from '../operation.js';
import { eventView } from '../tracking/event-view.js';
import {
  answered,
  awaited,
  awaitedEvents,
  trackingInput,
  trackingQuery,
} from '../tracking/tracking-input.js';

const rowsMax = 10_000;

export const getTransportRuleHit = operation({
  name: 'Get-TransportRuleHit',
  summary: 'How many messages each mail flow rule was for, as message tracking tells.',
  input: z.object({ start: z.number().describe('Since when: milliseconds since the epoch.') }),
  output: z
    .object({
      rules: z.array(z.object({ guid: z.string(), messages: z.int() }).readonly()).readonly(),
      isComplete: z.boolean().describe('False: of very many messages the newest were counted.'),
      ...awaited,
    })
    .readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Rules'],
  audit: false,
  async run({ start }, context) {
    const waiting = await awaitedEvents(context);
    const asked = { start, eventId: ['AGENTINFO'], source: ['AGENT'], resultSize: rowsMax };
    const found = await answered(context.tracking.events(trackingQuery(trackingInput.parse(asked))));
    const messages = new Map<string, Set<string>>();
    for (const { CustomData, NetworkMessageId } of found.rows.map(eventView)) {
      const [, guid] = /\bruleId=([0-9a-f-]{36})/i.exec(CustomData) ?? [];
      if (guid !== undefined) messages.set(guid, (messages.get(guid) ?? new Set()).add(NetworkMessageId));
    }
    return {
      rules: [...messages].map(([guid, ids]) => ({ guid, messages: ids.size })),
      isComplete: found.rows.length >= found.total,
      ...waiting,
    };
  },
});
