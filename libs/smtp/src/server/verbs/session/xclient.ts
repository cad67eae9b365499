import { isIPv6 } from 'node:net';

import { parseXclient, type XclientAttributes } from '../../../commands/xclient-command.js';
import { replies } from '../../../reply/replies.js';
import type { TlsState } from '../../../tls/tls-state.js';
import type { Ends } from '../../session-handler.js';
import type { Verb } from '../verb.js';

/**
 * XCLIENT (Postfix's XCLIENT_README): a trusted peer says for whom it speaks. The session ends, and the connection goes
 * on with the session of that client, from the greeting.
 */
export const xclient: Verb = {
  run(session, argument) {
    const { forwarder, transaction } = session;
    if (forwarder === undefined) return replies.xclientRefused;
    if (transaction !== undefined) return replies.nestedMail;
    const attributes = parseXclient(argument);
    if (attributes === undefined) return replies.invalidArguments;
    session.handOver({ ...forwarder, ...attributes });
    return [];
  },
};

/** What XCLIENT did not tell of the client is not that of the proxy: an unknown address is nobody's. */
export function clientOf(peer: Ends, said: XclientAttributes | undefined): Ends {
  if (said === undefined) return peer;
  const { ADDR, PORT, DESTADDR, DESTPORT } = said;
  const unknown = isIPv6(peer.remote.address) ? '::' : '0.0.0.0';
  const known = ADDR === undefined && PORT === undefined;
  const remote = {
    address: ADDR === undefined ? peer.remote.address : (ADDR ?? unknown),
    port: known ? peer.remote.port : (PORT ?? 0),
  };
  const local = { address: DESTADDR ?? peer.local.address, port: DESTPORT ?? peer.local.port };
  return { local, remote };
}

/** TLS is between the proxy and us: what its certificate proves is not the client's. */
export function withoutIdentity(tls: TlsState | undefined): TlsState | undefined {
  return tls && { ...tls, peerAuthorized: false, peerName: undefined, peerHosts: [] };
}
