import { z } from 'zod';

import { operation, OperationError } from '../operation.js';
import { readRequest, requestIdentity, requestView } from './request-view.js';

export const setResubmitRequest = operation({
  name: 'Set-ResubmitRequest',
  summary: 'Pauses a request to the Safety Net, or lets it go on.',
  input: requestIdentity.extend({ enabled: z.boolean().describe('Whether it goes on.') }),
  output: requestView,
  right: 'Transport Queues',
  audit: true,
  async run({ request: id, enabled }, context) {
    const { state } = await readRequest(id, context);
    const { resubmits } = await context.database();
    const [from, to] = enabled ? (['Paused', 'Running'] as const) : (['Running', 'Paused'] as const);
    if (state !== to && !(await resubmits.become(id, [from], to))) {
      throw new OperationError(`resubmit request ${id} is ${state}`);
    }
    return readRequest(id, context);
  },
});
