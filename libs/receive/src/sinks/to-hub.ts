import type { ProxyFrom } from '@mailyard/smtp';

import { withDefaultDomain } from '../checks/rcpt/default-domain.js';
import { peerOf } from '../session/peer.js';
import type { SessionState, Sink } from '../session/session-state.js';
import { HeaderLimit } from './hub/header-limit.js';
import type { HubLink } from './hub/hub-attempt.js';
import { TransactionProxy } from './hub/transaction-proxy.js';

/** Takes each transaction to one of the hubs that are alive. */
export function toHub(link: HubLink): Sink {
  return async (session, envelope) => {
    const proxy = await TransactionProxy.open(link, {
      envelope: withDefaultDomain(envelope, session.organization),
      client: clientOf(session),
    });
    const { user } = session;
    if (user !== undefined) {
      const context = `Proxy session was successfully set up. Session for ${user} will now be proxied`;
      session.log({ event: '*', data: '', context });
    }
    return new HeaderLimit(proxy, session.connector.MaxHeaderSize);
  };
}

/** For whom Front End speaks to the hub, and what it has found this client to be allowed. */
function clientOf({ smtp, user, connector, identity }: SessionState): ProxyFrom {
  const { rights, authAs, secureDomains } = identity;
  const [authDomain] = secureDomains;
  const { ip, port, helo, tls } = peerOf(smtp);
  return {
    verb: user === undefined ? 'XPROXYFROM' : 'XPROXY',
    sid: smtp.id,
    ip,
    port,
    domain: helo,
    connector: connector.Guid,
    perms: rights,
    authAs,
    ...(user === undefined ? {} : { login: user }),
    ...(tls === undefined ? {} : { tls }),
    ...(authDomain === undefined ? {} : { authDomain }),
  };
}
