import { onlyTried } from '../only-tried.js';
import { operation } from '../operation.js';
import { advanceBulk, type BulkStep } from './bulk-transition.js';
import { bulkIdentity, bulkView } from './bulk-view.js';

/** What it holds is let go of, as it was before. */
const letGo: BulkStep = { from: ['Holding', 'Held'], to: 'Undoing' };

export const undoMessageOperation = endsOperation({
  name: 'Undo-MessageOperation',
  summary: 'Lets go of the messages that an operation holds, as they were before; possible until it begins.',
  steps: [{ from: ['Preview'], to: 'Undone', ends: true }, letGo],
});

export const stopMessageOperation = endsOperation({
  name: 'Stop-MessageOperation',
  summary: 'Ends an operation over many messages: what is done stays done, the other messages are as before.',
  steps: [letGo, { from: ['Running'], to: 'Stopping' }],
});

function endsOperation<const Name extends string>(declared: {
  readonly name: Name;
  readonly summary: string;
  readonly steps: readonly BulkStep[];
}) {
  const { name, summary, steps } = declared;
  return operation({
    name,
    summary,
    input: bulkIdentity.extend(onlyTried),
    output: bulkView,
    right: 'Transport Queues',
    audit: true,
    changes: 'server',
    modified: ({ about, state }) => [`${state}: ${about}`],
    run: ({ operation: id, validateOnly }, context) => advanceBulk({ id, validateOnly }, steps, context),
  });
}
