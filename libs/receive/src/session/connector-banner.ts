import type { ReceiveConnector } from '@mailyard/directory';
import { formatDateTime } from '@mailyard/message';

/** The greeting without its code (RFC 5321 §4.2): the connector’s Banner, or the usual one. */
export function connectorBanner(
  { Banner, Fqdn }: Pick<ReceiveConnector, 'Banner' | 'Fqdn'>,
  now: Date,
): string {
  return (
    Banner?.slice('220 '.length) ?? `${Fqdn} Microsoft ESMTP MAIL Service ready at ${formatDateTime(now)}`
  );
}
