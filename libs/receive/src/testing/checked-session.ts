import type { Organization, ReceiveConnector } from '@mailyard/directory';

import type { CheckedSession } from '../checks/check.js';
import type { Identity } from '../rights/identity.js';
import { noRights } from '../rights/rights.js';
import { submitterOf } from '../rights/submitter.js';
import { connectorOf } from './contoso.js';

export interface CheckedSessionOptions {
  readonly organization: Organization;
  readonly connector?: ReceiveConnector;
  readonly identity?: Partial<Identity>;
  readonly envelope?: CheckedSession['envelope'];
  readonly from?: string;
  readonly tls?: CheckedSession['tls'];
}

/** What a check is asked about: a session without TLS and login, in which no limit is reached. */
export function checkedSession(options: CheckedSessionOptions): CheckedSession {
  const { organization, connector = connectorOf() } = options;
  const identity: Identity = {
    rights: noRights,
    authAs: 'Anonymous',
    secureDomains: [],
    server: false,
    serverAccount: false,
    addresses: undefined,
    ...options.identity,
  };
  return {
    organization,
    connector,
    identity,
    submitter: submitterOf(identity, { user: undefined, proxied: undefined }),
    active: true,
    refused: 'nobody',
    tls: options.tls,
    user: undefined,
    forwarder: false,
    remote: { address: options.from ?? '192.0.2.1', port: 1025 },
    envelope: options.envelope,
    takePlace: () => undefined,
    chargeSource: () => undefined,
    countMessage: () => undefined,
  };
}
