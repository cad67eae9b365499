import { messageTrace, type RecipientStateName } from '@mailyard/tracking-store';
import { z } from 'zod';

import { operation } from '../operation.js';
import { answered, awaited, awaitedEvents } from './tracking-input.js';

const state = z.enum(['queued', 'deferred', 'delivered', 'failed', 'dropped', 'replaced']);
type State = z.output<typeof state>;

/** What applications distinguish: whether they may hope, and whether they have to do something. */
const stateOf: Readonly<Record<RecipientStateName, State>> = {
  Pending: 'queued',
  Relayed: 'queued',
  Deferred: 'deferred',
  Sent: 'delivered',
  Delivered: 'delivered',
  Failed: 'failed',
  Dropped: 'dropped',
  Expanded: 'replaced',
  Redirected: 'replaced',
  Resolved: 'replaced',
};

export const sentMessage = z
  .object({
    id: z.string(),
    messageId: z.string().describe('As its header has it; empty as long as nothing is told of it.'),
    recipients: z
      .array(
        z
          .object({
            address: z.string(),
            state: state.describe('`replaced`: by the members of a group, or by another address.'),
            reply: z
              .string()
              .describe('What was said of it last: the reply of the next hop, or why it waits.'),
            at: z.number().describe('Milliseconds since the epoch.'),
          })
          .readonly(),
      )
      .readonly()
      .describe('None: accepted, and nothing is told of it yet.'),
    notifications: z.array(z.string()).readonly().describe('Message-IDs of the DSNs about it.'),
    ...awaited,
  })
  .readonly();

/** For whoever has sent it; others ask for the report. It is under a path of its own, and not under its name. */
export const getSentMessage = operation({
  name: 'Get-SentMessage',
  summary: 'Tells what became of a message that an application has sent, recipient by recipient.',
  input: z.object({ id: z.string().min(1) }),
  output: sentMessage,
  right: 'Message Tracking',
  audit: false,
  async run({ id }, context) {
    const waiting = await awaitedEvents(context);
    const trace = await answered(messageTrace(context.tracking, id));
    const { recipients = [], messageId = '' } = trace?.message ?? {};
    return {
      id,
      messageId,
      recipients: recipients.map(({ address, status, at, ...known }) => ({
        address,
        state: stateOf[known.state],
        reply: status,
        at,
      })),
      notifications: (trace?.related ?? [])
        .filter(({ relation }) => relation === 'notification')
        .map(({ message }) => message.messageId),
      ...waiting,
    };
  },
});
