import type { SecureContext } from 'node:tls';

import type { CertificateWish } from '@mailyard/certificates';
import type { SendConnector } from '@mailyard/directory';
import { domainKey, HopError, replies, type PeerJudge } from '@mailyard/smtp';

import type { TlsAtHost } from '../policy/under-policy.js';
import { isFor, isForHostOf, shownNames } from './certificate-names.js';
import { verificationProblem } from './verification-problem.js';

type TlsParameters = Pick<
  SendConnector,
  | 'RequireTLS'
  | 'IgnoreSTARTTLS'
  | 'TlsAuthLevel'
  | 'TlsDomain'
  | 'TlsCertificateName'
  | 'DomainSecureEnabled'
  | 'SmartHostAuthMechanism'
>;

export interface TlsTarget {
  /** Named in SNI (RFC 6066 §3), or its address in brackets. */
  readonly host: string;
  /** The recipients' domain. */
  readonly domain: string;
  /** The smart host as the connector has it, when one has led to the host. */
  readonly source?: string | undefined;
  /** Destination.authority. */
  readonly authority?: string | undefined;
}

type TlsAuthLevel = NonNullable<SendConnector['TlsAuthLevel']>;

export interface OutboundTlsBasis {
  /** OrganizationCertificates. */
  readonly certificates: {
    publicClient(wish: CertificateWish): SecureContext | undefined;
    /** Ours, and the organization's CA. */
    readonly internalClient: SecureContext;
    /** Ours, and the CA that was pinned when an Edge was subscribed. */
    subscribedClient(authority: string): SecureContext;
  };
  /** In EHLO: whose certificate is shown to a host that asks for one. */
  readonly fqdn: string;
  /** TLSSendDomainSecureList. */
  readonly secureDomains: readonly string[];
}

const none: TlsAtHost = { tls: undefined, clearTextMayFollow: true };

/**
 * TLS at a host as the connector wants it:
 *
 * | connector                                    | offered                    | not offered, or no handshake |
 * |----------------------------------------------|----------------------------|------------------------------|
 * | IgnoreSTARTTLS                               | clear text                 | clear text                   |
 * | nothing said                                 | TLS with anybody           | clear text                   |
 * | RequireTLS, alone or with EncryptionOnly     | TLS with anybody           | waits                        |
 * | … and CertificateValidation                  | TLS with a valid chain     | waits                        |
 * | … and DomainValidation                       | … that names TlsDomain, or else the recipients' domain | waits |
 * | DomainSecureEnabled, to a domain of TLSSendDomainSecureList | TLS with a valid chain that names the domain or a host in it, our certificate at hand | waits |
 * | BasicAuthRequireTLS, XOAUTH2, no TlsAuthLevel | TLS with a valid chain that names the smart host or TlsDomain: secrets are sent | waits |
 *
 * ExchangeServer asks for X-ANONYMOUSTLS and a certificate of the organization, whatever else the connector says.
 *
 * After HELO (ForceHELO) nothing is offered. Throws a HopError when TlsCertificateName names a certificate that is not there.
 */
export function outboundTls(connector: TlsParameters, target: TlsTarget, basis: OutboundTlsBasis): TlsAtHost {
  if (connector.SmartHostAuthMechanism === 'ExchangeServer') return amongServers(target, basis);
  const demand = demandOf(connector, target, basis);
  if (connector.IgnoreSTARTTLS) {
    if (demand === undefined) return none;
    throw new HopError('tls', 'IgnoreSTARTTLS of the connector rules TLS out');
  }
  const context = contextOf(connector, basis);
  if (demand === undefined) {
    const tls = { command: 'STARTTLS', context, policy: 'opportunistic', trust: 'anybody' } as const;
    return { tls, clearTextMayFollow: true };
  }
  return {
    tls: { command: 'STARTTLS', context, policy: 'required', trust: demand },
    clearTextMayFollow: false,
    verifiesHost: demand !== 'anybody' && namesHost(connector, target, basis),
    ...(isDomainSecure(connector, target, basis) ? { proves: 'domainSecure' } : {}),
  };
}

function amongServers({ authority }: TlsTarget, { certificates }: OutboundTlsBasis): TlsAtHost {
  const context =
    authority === undefined ? certificates.internalClient : certificates.subscribedClient(authority);
  return {
    tls: { command: 'X-ANONYMOUSTLS', context, policy: 'required', trust: 'authority' },
    clearTextMayFollow: false,
    verifiesHost: true,
    proves: 'exchangeServer',
  };
}

function isDomainSecure(
  { DomainSecureEnabled }: TlsParameters,
  { domain }: TlsTarget,
  { secureDomains }: OutboundTlsBasis,
): boolean {
  return DomainSecureEnabled && secureDomains.some((secure) => domainKey(secure) === domainKey(domain));
}

/** Some name has to be in the certificate, and none that DNS has brought. */
function namesHost(connector: TlsParameters, target: TlsTarget, basis: OutboundTlsBasis): boolean {
  const { RequireTLS, TlsAuthLevel } = connector;
  return (
    isDomainSecure(connector, target, basis) || !(RequireTLS && TlsAuthLevel === 'CertificateValidation')
  );
}

/** Who will do; undefined: TLS is not required. */
function demandOf(
  connector: TlsParameters,
  target: TlsTarget,
  basis: OutboundTlsBasis,
): PeerJudge | 'anybody' | undefined {
  const { RequireTLS, TlsAuthLevel } = connector;
  const { host, domain } = target;
  if (isDomainSecure(connector, target, basis)) {
    return judge(host, (own) => (isForHostOf(own, domain) ? undefined : domain));
  }
  if (RequireTLS && TlsAuthLevel !== undefined) return ofLevel(TlsAuthLevel, connector, target);
  if (sendsSecrets(connector)) return named(host, connector.TlsDomain ?? target.source ?? host);
  return RequireTLS ? 'anybody' : undefined;
}

function ofLevel(
  level: TlsAuthLevel,
  { TlsDomain }: TlsParameters,
  { host, domain }: TlsTarget,
): PeerJudge | 'anybody' {
  switch (level) {
    case 'EncryptionOnly':
      return 'anybody';
    case 'CertificateValidation':
      return judge(host, () => undefined);
    case 'DomainValidation':
      return named(host, TlsDomain ?? domain);
  }
}

function named(host: string, name: string): PeerJudge {
  return judge(host, (own) => (isFor(own, name) ? undefined : name));
}

/** `missing`: the name that a certificate should have, and has not. */
function judge(host: string, missing: (own: Parameters<typeof isFor>[0]) => string | undefined): PeerJudge {
  return {
    host,
    objection: ([own], unverified) => {
      if (unverified !== undefined) return verificationProblem(unverified);
      const name = missing(own);
      return name === undefined ? undefined : `it is not for ${name} (its names: ${shownNames(own)})`;
    },
  };
}

function sendsSecrets({ SmartHostAuthMechanism }: TlsParameters): boolean {
  return SmartHostAuthMechanism === 'BasicAuthRequireTLS' || SmartHostAuthMechanism === 'XOAUTH2';
}

function contextOf(
  { TlsCertificateName: certificateName }: TlsParameters,
  { certificates, fqdn }: OutboundTlsBasis,
): SecureContext {
  const context = certificates.publicClient({ fqdn, certificateName });
  if (context !== undefined) return context;
  // It is ours, not the host's: nobody slows down for it.
  throw new HopError('tls', replies.tlsCertificateMissing.toString());
}
