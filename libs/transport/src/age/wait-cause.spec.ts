import { submissionQueue, unreachableQueue, type QueuedCopy } from '@mailyard/queue';
import { replies } from '@mailyard/smtp';

import { waitCauseOf } from './message-ages.js';

const copy: QueuedCopy = { number: '0', queue: 'SmtpDeliveryToMailbox.DB01', recipients: [], attempts: 0 };
const lastError = '452 4.2.2 mailbox full';
const missing = `${replies.contentUnavailable.toString()}; /volume is not there`;

describe('why a copy waits', () => {
  it.each([
    ['no-route', { queue: unreachableQueue, lastError }, { suspended: true }],
    ['queue-suspended', { lastError }, { suspended: true, lastError }],
    ['next-hop-unreachable', {}, { suspended: false, lastError: '451 4.4.0 no' }],
    ['temporary-refusal', { lastError }, { suspended: false }],
    ['content-unavailable', { lastError: missing, waitCause: 'content-unavailable' }, { suspended: false }],
    ['not-categorized', { queue: submissionQueue }, { suspended: false }],
    ['no-attempt', {}, { suspended: false }],
  ] as const)('%s', (kind, changes, hindrances) => {
    expect(waitCauseOf({ ...copy, ...changes }, hindrances).kind).toBe(kind);
  });
});
