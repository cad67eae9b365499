import type { Kind, ObjectProblem } from '../kind.js';
import { serverNames } from '../servers/server.js';
import { edgeSubscriptionNames, edgeSubscriptionSchema, type EdgeSubscription } from './edge-subscription.js';

export const edgeSubscriptions = {
  noun: 'EdgeSubscription',
  isApart: true,
  schema: edgeSubscriptionSchema,
  identity: edgeSubscriptionNames,
  indexes: [edgeSubscriptionNames],
  secret: { parameters: ['SealedPassword'], shownAs: 'Password' },
  text: { introduction: 'What Edge servers and the organization know of each other.' },

  *problems({ Name, Peer }, lookup): Iterable<ObjectProblem> {
    if (Peer === 'Edge' && lookup.has(serverNames, Name)) {
      yield { path: ['Name'], reason: `${Name} is a server of this organization` };
    }
  },

  *problemsOfAll(lookup): Iterable<ObjectProblem> {
    const own = [...lookup.all(edgeSubscriptionNames)].filter(({ Peer }) => Peer === 'Organization');
    if (own.length > 1) yield { path: [], reason: 'an Edge server is subscribed to one organization' };
  },
} as const satisfies Kind<EdgeSubscription>;
