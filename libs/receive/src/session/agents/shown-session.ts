import type { AgentEnvelope, AgentSession } from '@mailyard/agent-host';
import { plainAddress } from '@mailyard/schema';
import { formatPath, type Envelope } from '@mailyard/smtp';

import { peerOf } from '../peer.js';
import type { SinkSession } from '../connector-session.js';

/** A session as agents see it: of a client for whom Front End speaks that client's. */
export function shownSession({ smtp, connector, submitter }: SinkSession): AgentSession {
  const { client, authAs, login } = submitter;
  const peer = peerOf(smtp);
  const { ip, port } = client ?? peer;
  const tls = client === undefined ? peer.tls : client.tls;
  return {
    sessionId: client?.sid ?? smtp.id,
    connector: `${connector.Server}\\${connector.Name}`,
    local: { ip: plainAddress(smtp.local.address), port: smtp.local.port },
    client: { ip, port, helo: client?.domain ?? peer.helo },
    ...(tls === undefined ? {} : { tls }),
    authAs,
    ...(login === undefined ? {} : { login }),
  };
}

export function shownEnvelope({ reversePath, recipients, declaredBytes }: Envelope): AgentEnvelope {
  return {
    reversePath: formatPath(reversePath),
    recipients: recipients.map(({ path }) => ({ address: formatPath(path) })),
    ...(declaredBytes === undefined ? {} : { declaredBytes }),
  };
}
