import type { Copy, Queue } from './use-message.js';
import { waitingCause } from './waiting-cause.js';

const copy = (more: Partial<Copy> = {}) => ({ queue: 'SmtpDelivery', status: 'Ready', ...more }) as Copy;
const queue = (more: Partial<Queue> = {}) => ({ status: 'Ready', ...more }) as Queue;

it.each([
  ['heldByOperation', copy({ heldBy: '812', status: 'Suspended' }), queue()],
  ['Poison', copy({ queue: 'Poison', status: 'Suspended' }), queue()],
  ['Suspended', copy({ status: 'Suspended', queue: 'Unreachable' }), queue()],
  ['Active', copy({ status: 'PendingRemove' }), queue({ status: 'Retry' })],
  ['Unreachable', copy({ queue: 'Unreachable' }), queue()],
  ['putOff', copy({ nextRetryTime: 1, status: 'Retry' }), queue()],
  ['queueSuspended', copy(), queue({ status: 'Suspended', waitReason: 'x' })],
  ['limit', copy(), queue({ status: 'Retry', waitReason: 'x' })],
  ['queueRetry', copy(), queue({ status: 'Retry' })],
  ['turn', copy(), undefined],
] as const)('%s', (cause, of, within) => {
  expect(waitingCause(of, within)).toBe(cause);
});
