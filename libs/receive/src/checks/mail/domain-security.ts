import { domainKey, replies, type Envelope } from '@mailyard/smtp';

import type { Check } from '../check.js';

/** Mail of a domain that is to be secure comes over mutual TLS with that domain, or from somebody who has signed in. */
export const domainSecurity: Check<Pick<Envelope, 'reversePath'>> = (session, { reversePath }) => {
  const { connector, identity, organization } = session;
  const signedIn = identity.authAs === 'Internal';
  if (reversePath === null || !connector.DomainSecureEnabled || signedIn) return undefined;
  const domain = domainKey(reversePath.domain);
  const isIt = (secure: string): boolean => domainKey(secure) === domain;
  const demanded = organization.transport.TLSReceiveDomainSecureList.some(isIt);
  return demanded && !identity.secureDomains.some(isIt) ? replies.mutualTlsRequired : undefined;
};
