import { z } from 'zod';

import { operation } from '../operation.js';
import { readRequest, requestIdentity, requestView, viewOf } from './request-view.js';

export const getResubmitRequests = operation({
  name: 'Get-ResubmitRequest',
  summary: 'Tells of requests to the Safety Net: how far they are.',
  input: requestIdentity.partial(),
  output: z.array(requestView).readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Transport Queues'],
  audit: false,
  async run({ request: id }, context) {
    if (id !== undefined) return [await readRequest(id, context)];
    const { resubmits } = await context.database();
    return Promise.all((await resubmits.list()).map((each) => viewOf(each, context)));
  },
});
