import { randomBytes } from 'node:crypto';

import type { ProtocolLog } from './file-protocol-log.js';
import { formatEndpoint, type EndpointOfLine, type ProtocolLogEntry } from './protocol-log-line.js';

/**
 * Logs one connection to another service of the organization. Its implicit Send connector is always logged, as Exchange's
 * is by default.
 */
export function hopProtocolLog(
  log: ProtocolLog,
  peer: EndpointOfLine,
): (event: Pick<ProtocolLogEntry, 'event' | 'data' | 'context'>) => void {
  const connectorId = 'Intra-Organization SMTP Send Connector';
  const sessionId = randomBytes(8).toString('hex').toUpperCase();
  const remote = formatEndpoint(peer);
  let sequence = 0;
  return ({ event, data, context }) => {
    log.write({ connectorId, sessionId, sequence, local: '', remote, event, data, context });
    sequence += 1;
  };
}
