import type { ObjectProblem } from '../kind.js';
import type { ReceiveConnector } from './receive-connector.js';

/** What a connector of an Edge cannot be: there is one transport service, and nobody has a mailbox. */
export function* edgeProblems({
  TransportRole,
  Usage,
  PermissionGroups,
}: ReceiveConnector): Iterable<ObjectProblem> {
  if (TransportRole !== 'HubTransport') {
    yield {
      path: ['TransportRole'],
      reason: 'is HubTransport at an Edge, whose Transport service is its only one',
    };
  }
  if (Usage === 'Client') {
    yield { path: ['Usage'], reason: 'Client is for users with mailboxes, and an Edge has none' };
  }
  if (PermissionGroups.includes('ExchangeLegacyServers')) {
    yield {
      path: ['PermissionGroups'],
      reason: 'ExchangeLegacyServers are older servers of an organization, and an Edge is in none',
    };
  }
}
