import { oneOf } from '@mailyard/schema';
import { z } from 'zod';

import { certificateName } from '../../certificate-name.js';

export const tlsProfiles = ['Modern', 'Legacy'] as const;

/** What a Receive connector says about TLS. */
export const tlsParameters = {
  RequireTLS: z.boolean().default(false).describe('MAIL before TLS is refused.'),
  TlsCertificateName: certificateName
    .optional()
    .describe(
      'Certificate of STARTTLS, `<I>issuer<S>subject`; while it is not there STARTTLS is not offered. Default: the best one for Fqdn.',
    ),
  TlsProfile: oneOf(tlsProfiles)
    .default('Modern')
    .describe('Modern: TLS 1.2 and newer. Legacy: from TLS 1.0 on, for old devices at this connector alone.'),
  DomainSecureEnabled: z
    .boolean()
    .default(false)
    .describe(
      'Asks for the certificates of peers, once TLSReceiveDomainSecureList names a domain; needs Tls among AuthMechanism.',
    ),
};
