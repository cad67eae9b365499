import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationError, OperationInputError } from '../operation.js';
import { readRequest, requestView, viewOf } from './request-view.js';

const pattern = z.string().min(1).max(320).optional();

export const addResubmitRequest = operation({
  name: 'Add-ResubmitRequest',
  summary:
    'Submits again what the Safety Net has of a time: to those who got it then, if they have it no more.',
  input: z.object({
    startTime: z.number().describe('Of the deliveries, milliseconds since the epoch.'),
    endTime: z.number().optional().describe('Absent: now.'),
    destination: pattern.describe(
      'A mailbox database, or the name or domain of another queue; * for anything. Absent: every mailbox database.',
    ),
    sender: pattern.describe('The reverse-path; * for anything.'),
    recipient: pattern.describe('An address; * for anything.'),
    ...onlyTried,
  }),
  output: requestView,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  modified: ({ id }) => [`resubmit request ${id}`],
  async run({ startTime, endTime = Date.now(), validateOnly, ...filters }, context, caller) {
    if (context.directory.organization.transport.SafetyNetHoldTime === 0) {
      throw new OperationError('SafetyNetHoldTime is 0: what is delivered is not kept');
    }
    if (endTime < startTime) throw new OperationInputError('it ends before it begins');
    if (endTime > Date.now()) throw new OperationInputError('it ends in the future');
    const { destination, sender, recipient } = filters;
    const request = {
      startTime,
      endTime,
      ...(destination === undefined ? {} : { destination }),
      ...(sender === undefined ? {} : { sender }),
      ...(recipient === undefined ? {} : { recipient }),
      caller: caller.name,
    };
    if (validateOnly) return viewOf({ ...request, ...notBegun, createdAt: Date.now() }, context);
    const { resubmits } = await context.database();
    return readRequest(await resubmits.create(request), context);
  },
});

/** Of one that is only tried: it has no number. */
const notBegun = { id: '', state: 'Running', resubmitted: 0, failed: 0 } as const;
