import type { DirectoryChange, DirectoryContent, EdgeSubscription } from '@mailyard/directory';
import { z } from 'zod';

import { operation } from '../operation.js';
import { edgeSubscriptionView, viewOfEdge } from './edge-view.js';
import { withoutEdge } from './edge-connectors.js';
import { edgeNamed } from './known-edge.js';
import { ownObjects } from './subscribe-edge.js';

export const removeEdgeSubscription = operation({
  name: 'Remove-EdgeSubscription',
  summary:
    'Ends a subscription on this side: at an Edge what was replicated goes, in the organization the connectors that the Edge alone sends by.',
  input: z.object({
    identity: z.string().min(1).max(1024).describe('Name of the Edge server.'),
    validateOnly: z.boolean().default(false).describe('Changes nothing.'),
  }),
  output: edgeSubscriptionView,
  right: 'Edge Subscriptions',
  audit: true,
  modified: ({ name }) => [`remove the subscription of ${name}`],
  async run({ identity, validateOnly }, { directory, edge }) {
    const known = edgeNamed(identity, directory.organization);
    if (validateOnly) return viewOfEdge(known);
    await directory.update((content) =>
      known.Peer === 'Organization' ? leaving(known, content) : letGo(known, content),
    );
    const { synchronizer, bundles } = await edge();
    await (known.Peer === 'Edge' ? synchronizer : bundles).forget(known);
    return viewOfEdge(known);
  },
});

/** At the Edge: it is as it was after its setup, and its administrator has its objects again. */
function leaving({ Guid }: EdgeSubscription, { objects }: DirectoryContent): DirectoryChange {
  const put = objects.TransportSettings.map((settings) => ({
    ...settings,
    TLSReceiveDomainSecureList: [],
    TLSSendDomainSecureList: [],
  }));
  return {
    put: { TransportSettings: put },
    remove: [{ kind: 'EdgeSubscriptions', Guid }, ...ownObjects(objects)],
    source: Guid,
  };
}

/** In the organization: mail does not go that way any more. */
function letGo(subscription: EdgeSubscription, { objects }: DirectoryContent): DirectoryChange {
  const { put, remove } = withoutEdge(subscription, objects);
  return {
    put: { SendConnectors: put },
    remove: [{ kind: 'EdgeSubscriptions', Guid: subscription.Guid }, ...remove],
  };
}
