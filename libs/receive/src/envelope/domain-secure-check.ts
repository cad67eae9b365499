import type { Organization, ReceiveConnector } from '@mailyard/directory';
import { replies, ReplyError, type ReversePath } from '@mailyard/smtp';

import type { Standing } from '../session/connector-session.js';

/** Mail of a domain that is to be secure comes over mutual TLS with that domain, or from somebody who has signed in. */
export function checkDomainSecure(
  reversePath: ReversePath,
  { secureDomains, authAs }: Pick<Standing, 'secureDomains' | 'authAs'>,
  rules: Pick<ReceiveConnector, 'DomainSecureEnabled'> & Pick<Organization, 'transport'>,
): void {
  if (reversePath === null || !rules.DomainSecureEnabled || authAs === 'Internal') return;
  const { domain } = reversePath;
  if (!rules.transport.TLSReceiveDomainSecureList.includes(domain) || secureDomains.includes(domain)) return;
  throw new ReplyError(replies.mutualTlsRequired);
}
