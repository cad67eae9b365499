import { onlyTried } from '../only-tried.js';
import { operation } from '../operation.js';
import { readRequest, requestIdentity, requestView } from './request-view.js';

export const removeResubmitRequest = operation({
  name: 'Remove-ResubmitRequest',
  summary: 'Ends a request to the Safety Net, and forgets it; what it has submitted stays submitted.',
  input: requestIdentity.extend(onlyTried),
  output: requestView,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  async run({ request: id, validateOnly }, context) {
    const removed = await readRequest(id, context);
    if (validateOnly) return removed;
    await (await context.database()).resubmits.remove(id);
    return removed;
  },
});
