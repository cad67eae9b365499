import { brokenRules } from '@mailyard/schema';

import type { ObjectProblem } from '../kind.js';
import type { ReceiveConnector } from './receive-connector.js';

/** What a connector of an Edge cannot be: there is one transport service, and nobody has a mailbox. */
export function* edgeProblems({
  TransportRole,
  Usage,
  PermissionGroups,
}: ReceiveConnector): Iterable<ObjectProblem> {
  if (TransportRole !== 'HubTransport') {
    const cure = 'Leave TransportRole out: the Transport service of an Edge is its only one.';
    yield { path: ['TransportRole'], cure, ...brokenRules.A12(TransportRole) };
  }
  if (Usage === 'Client') {
    const cure = 'Users with mailboxes submit to the organization.';
    yield { path: ['Usage'], cure, ...brokenRules.A12(Usage) };
  }
  const legacy = 'ExchangeLegacyServers';
  if (PermissionGroups.includes(legacy)) {
    yield { path: ['PermissionGroups'], cure: 'Say ExchangeServers.', ...brokenRules.A12(legacy) };
  }
}
