import { isIP } from 'node:net';

import type { HeaderBlock } from '../header/header-block.js';
import { headerField } from '../header/header-field.js';
import { originalClient, type Entrance, type MessageSource } from '../message-source.js';

const originalClientIp = 'X-MS-Exchange-Organization-OriginalClientIPAddress';
const originalServerIp = 'X-MS-Exchange-Organization-OriginalServerIPAddress';

/** As another server of the organization has seen it: at the first of them, or here. */
export function entranceOf(source: MessageSource): Entrance {
  const { client, peer, server } = source;
  return (
    source.entrance ?? {
      clientIp: originalClient(source).ip,
      serverIp: client === undefined ? server.ip : peer.ip,
    }
  );
}

/** For the next server of the organization; nothing when one before this has written it, or no client was there. */
export function entranceFields(source: MessageSource): string {
  const { clientIp, serverIp } = entranceOf(source);
  if (source.entrance !== undefined || isIP(clientIp) === 0) return '';
  const fields = [headerField(originalClientIp, clientIp), headerField(originalServerIp, serverIp)];
  return fields.map(({ raw }) => raw.toString()).join('');
}

/** As the first server wrote it. Only of a header that a server of the organization has sent. */
export function saidEntrance(header: HeaderBlock): Entrance | undefined {
  const [clientIp = '', serverIp = ''] = [originalClientIp, originalServerIp].map((name) =>
    header.first(name),
  );
  return isIP(clientIp) === 0 ? undefined : { clientIp, serverIp };
}
