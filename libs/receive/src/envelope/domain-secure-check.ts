import type { Organization, ReceiveConnector } from '@mailyard/directory';
import { domainKey, replies, ReplyError, type ReversePath } from '@mailyard/smtp';

import type { Standing } from '../rights/standing.js';

/** Mail of a domain that is to be secure comes over mutual TLS with that domain, or from somebody who has signed in. */
export function checkDomainSecure(
  reversePath: ReversePath,
  { secureDomains, authAs }: Pick<Standing, 'secureDomains' | 'authAs'>,
  rules: Pick<ReceiveConnector, 'DomainSecureEnabled'> & Pick<Organization, 'transport'>,
): void {
  if (reversePath === null || !rules.DomainSecureEnabled || authAs === 'Internal') return;
  const domain = domainKey(reversePath.domain);
  const isIt = (secure: string): boolean => domainKey(secure) === domain;
  if (!rules.transport.TLSReceiveDomainSecureList.some(isIt) || secureDomains.some(isIt)) return;
  throw new ReplyError(replies.mutualTlsRequired);
}
