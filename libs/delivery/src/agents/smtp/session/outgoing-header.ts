import { remotePrincipal, sendRights, type SendConnector } from '@mailyard/directory';
import { applyHeaderFirewall, HeaderBlock, type HeaderRights } from '@mailyard/message';

import type { Proven } from '../policy/under-policy.js';

/** The other side of a connection, as far as its rights go. */
export interface HeaderReader {
  readonly connector: SendConnector;
  /** By its certificate. */
  readonly proven?: Proven | undefined;
}

/** Of a connection they stay the same. */
const known = new WeakMap<HeaderReader, HeaderRights>();

/** The header as the other side may see it: without what its principal is not given (header firewall). */
export function outgoingHeader(header: Buffer, reader: HeaderReader): Buffer {
  const rights = known.get(reader) ?? headerRights(reader);
  known.set(reader, rights);
  return applyHeaderFirewall(HeaderBlock.parse(header), rights).toBuffer();
}

function headerRights({ connector, proven }: HeaderReader): HeaderRights {
  const principal = remotePrincipal(connector, {
    domainSecure: proven === 'domainSecure',
    exchangeServer: proven === 'exchangeServer',
  });
  const rights = sendRights(connector, principal);
  return {
    routing: rights.has('ms-Exch-Send-Headers-Routing'),
    organization: rights.has('ms-Exch-Send-Headers-Organization'),
    forest: rights.has('ms-Exch-Send-Headers-Forest'),
  };
}
