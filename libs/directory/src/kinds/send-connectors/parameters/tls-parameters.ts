import { domainName, oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { certificateName } from '../../certificate-name.js';

const off = z.boolean().default(false);
const on = z.boolean().default(true);

export const tlsAuthLevels = ['EncryptionOnly', 'CertificateValidation', 'DomainValidation'] as const;

export type TlsAuthLevel = (typeof tlsAuthLevels)[number];

/** What a Send connector says about TLS; nothing: TLS where it is offered, whosever certificate it is. */
export const sendTlsParameters = {
  RequireTLS: off.describe('No delivery without TLS.'),
  IgnoreSTARTTLS: off.describe('Never TLS.'),
  TlsAuthLevel: oneOf(tlsAuthLevels)
    .optional()
    .describe(
      'What the certificate of the other side must be, with RequireTLS: anything; valid; valid and with the name TlsDomain.',
    ),
  TlsDomain: domainName
    .optional()
    .describe('Name for DomainValidation. Default: the recipient’s domain; required with smart hosts.'),
  TlsCertificateName: certificateName
    .optional()
    .describe('Certificate to present, `<I>issuer<S>subject`. Default: the best one for Fqdn.'),
  DomainSecureEnabled: off.describe(
    'Mutual TLS with the domains of TLSSendDomainSecureList; needs DNS routing.',
  ),
  MtaStsEnabled: on.describe(
    'Keeps to the MTA-STS policies of domains (RFC 8461): mail for one that enforces its policy waits rather than go without TLS, to another host, or to a host without a valid certificate. A parameter of our own.',
  ),
  DaneEnabled: on.describe(
    'Keeps to TLSA records of hosts (DANE, RFC 7672), as far as a DNS server on this machine has validated them. A parameter of our own.',
  ),
};
