import { z } from 'zod';

import { operation } from '../operation.js';
import { edgeSubscriptionView, viewOfEdge } from './edge-view.js';
import { edgeNamed } from './known-edge.js';

export const getEdgeSubscription = operation({
  name: 'Get-EdgeSubscription',
  summary: 'Shows which Edge servers are subscribed; at an Edge, its own subscription.',
  input: z.object({ identity: z.string().max(1024).optional().describe('Name of the Edge server.') }),
  output: z.array(edgeSubscriptionView).readonly(),
  right: 'View-Only Configuration',
  alsoBy: ['Edge Subscriptions'],
  audit: false,
  async run({ identity }, { directory: { organization }, edge }) {
    const all = organization.objects.EdgeSubscriptions;
    const found = identity === undefined ? all : [edgeNamed(identity, organization)];
    return Promise.all(
      found.map(async (subscription) => {
        const isOwn = subscription.Peer === 'Organization';
        return viewOfEdge(subscription, isOwn ? await (await edge()).bundles.state(subscription) : undefined);
      }),
    );
  },
});
