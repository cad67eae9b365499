import { z } from 'zod';

import { operation, OperationInputError, secret } from '../operation.js';
import { edgeSubscriptionView, viewOfEdge } from './edge-view.js';
import { subscribeEdge } from './subscribe-edge.js';
import { subscribeToEdge } from './subscribe-to-edge.js';

const minute = 60_000;

export const newEdgeSubscription = operation({
  name: 'New-EdgeSubscription',
  summary:
    'At an Edge: makes the file by which its organization subscribes it. In the organization: takes that file, and makes the connectors.',
  input: z.object({
    accountExpiryDuration: z
      .int()
      .min(2 * minute)
      .max(30 * 24 * 60 * minute)
      .default(24 * 60 * minute)
      .describe('At an Edge: milliseconds for which the file can be used.'),
    fileData: z
      .base64()
      .max(100_000)
      .optional()
      .describe('In the organization: Base64 of the file of the Edge.')
      .meta(secret),
    site: z.string().max(64).optional().describe('In the organization: AD site that the Edge belongs to.'),
    createInternetSendConnector: z.boolean().default(true),
    createInboundSendConnector: z.boolean().default(true),
    force: z.boolean().default(false).describe('At an Edge: what it deletes is meant.'),
    validateOnly: z.boolean().default(false).describe('Changes nothing.'),
  }),
  output: z
    .object({
      subscription: edgeSubscriptionView,
      fileData: z
        .base64()
        .optional()
        .describe('At an Edge: Base64 of the file. It has a secret in clear text.'),
    })
    .readonly(),
  right: 'Edge Subscriptions',
  audit: true,
  modified: ({ subscription: { name, site } }) => [
    site === undefined ? `subscription of ${name}` : `subscription of ${name} to ${site}`,
  ],
  async run(input, context) {
    const { fileData, site, force, validateOnly } = input;
    if (context.directory.organization.edge !== undefined) {
      if (fileData !== undefined || site !== undefined) {
        throw new OperationInputError('FileData and Site are for the organization; at an Edge say FileName');
      }
      const order = { expiryMs: input.accountExpiryDuration, force, validateOnly };
      const { subscription, file } = await subscribeEdge(order, context);
      return {
        subscription: viewOfEdge(subscription),
        ...(!validateOnly && { fileData: file.toString('base64') }),
      };
    }
    if (fileData === undefined || site === undefined) {
      throw new OperationInputError('FileData, the file that an Edge server has made, and Site are needed');
    }
    const subscription = await subscribeToEdge(
      {
        fileData,
        site,
        internet: input.createInternetSendConnector,
        inbound: input.createInboundSendConnector,
        validateOnly,
      },
      context,
    );
    return { subscription: viewOfEdge(subscription) };
  },
});
