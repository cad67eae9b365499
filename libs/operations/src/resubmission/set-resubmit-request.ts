import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationError } from '../operation.js';
import { readRequest, requestIdentity, requestView } from './request-view.js';

export const setResubmitRequest = operation({
  name: 'Set-ResubmitRequest',
  summary: 'Pauses a request to the Safety Net, or lets it go on.',
  input: requestIdentity.extend({ enabled: z.boolean().describe('Whether it goes on.'), ...onlyTried }),
  output: requestView,
  right: 'Transport Queues',
  audit: true,
  changes: 'server',
  async run({ request: id, enabled, validateOnly }, context) {
    const { state, ...known } = await readRequest(id, context);
    const { resubmits } = await context.database();
    const [from, to] = enabled ? (['Paused', 'Running'] as const) : (['Running', 'Paused'] as const);
    const isPossible = state === from || state === to;
    if (validateOnly && isPossible) return { ...known, state: to };
    if (!isPossible || (state === from && !(await resubmits.become(id, [from], to)))) {
      throw new OperationError(`resubmit request ${id} is ${state}`);
    }
    return readRequest(id, context);
  },
});
