import type { ExtendedRight, Organization, ReceiveConnector } from '@mailyard/directory';
import { ehloKeywords, publicContext, type Offer, type Session, type TlsOffer } from '@mailyard/smtp';

import { sessionOffer, type OfferBasis } from '../offer/session-offer.js';
import { effectiveRights } from '../rights/effective-rights.js';
import { rightNames } from '../rights/rights.js';
import { sessionPrincipals } from '../rights/session-principals.js';
import { connectorBanner } from '../session/connector-banner.js';
import { roleOf } from './anonymous-access.js';

export interface SupposedHello {
  /** What the server says first. */
  readonly banner: string;
  /** EHLO’s answer to a stranger, line by line without codes: before TLS, and within; nothing: there is no TLS. */
  readonly clearText: readonly string[];
  readonly withinTls: readonly string[];
}

/** Some certificate is there; which one, nobody sees in EHLO’s answer. */
const anyTls = (): TlsOffer => ({ context: publicContext(), requestCertificate: false });

/** What a stranger hears at a connector that need not be there; without GSSAPI, which needs a keytab. */
export function supposedHello(
  connector: ReceiveConnector,
  organization: Organization,
  from: string,
): SupposedHello {
  const lines = (clearText: boolean): readonly string[] => {
    const tls = clearText ? undefined : strangersTls;
    const rights = effectiveRights(connector, sessionPrincipals(connector, { tls }));
    const offer = supposedOffer(connector, organization, { tls, identity: { rights, server: false } });
    return [`${connector.Fqdn} Hello [${from}]`, ...ehloKeywords(offer, { clearText, forwarder: false })];
  };
  return {
    banner: connectorBanner(connector, new Date()),
    clearText: lines(true),
    withinTls: connector.AuthMechanism.includes('Tls') ? lines(false) : [],
  };
}

/** What is offered to a session that need not be there. */
export function supposedOffer(
  connector: ReceiveConnector,
  organization: Organization,
  { tls, identity }: Pick<Session, 'tls'> & Pick<OfferBasis, 'identity'>,
): Offer {
  const certificate = anyTls();
  return sessionOffer({
    connector,
    organization,
    certificates: { publicServer: () => certificate, internalServer: certificate },
    smtp: { tls },
    identity,
    role: roleOf(connector, organization),
    kerberos: false,
  });
}

export const strangersTls = {
  command: 'STARTTLS',
  protocol: 'TLSv1.3',
  cipher: '',
  peerAuthorized: false,
  peerName: undefined,
  peerHosts: [],
} as const;

/** What somebody may do there, once it is clear who it is. */
export function rightsAt(
  connector: ReceiveConnector,
  principals: readonly string[],
): readonly ExtendedRight[] {
  return rightNames(effectiveRights(connector, principals));
}
