import type { ReceiveConnector } from '@mailyard/directory';
import { formatDateTime } from '@mailyard/message';
import { Reply } from '@mailyard/smtp';

/** The greeting (RFC 5321 §4.2); a connector's Banner replaces all of it. */
export function banner({ Banner, Fqdn }: Pick<ReceiveConnector, 'Banner' | 'Fqdn'>, now: Date): Reply {
  const text = Banner?.slice('220 '.length);
  return new Reply(
    220,
    undefined,
    text ?? `${Fqdn} Microsoft ESMTP MAIL Service ready at ${formatDateTime(now)}`,
  );
}
