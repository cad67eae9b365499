import type { CertificateView } from '@mailyard/certificates';
import { z } from 'zod';

/** What can show a certificate here. Exchange's other services do not exist. */
export const services = ['SMTP', 'IIS'] as const;

const time = z.int().describe('Milliseconds since the epoch.');

export const exchangeCertificate = z
  .object({
    thumbprint: z.string().describe('SHA-1, in capitals; empty of one that was only tried.'),
    subject: z.string(),
    issuer: z.string(),
    serialNumber: z.string(),
    notBefore: time,
    notAfter: time,
    certificateDomains: z.array(z.string()).readonly(),
    friendlyName: z.string(),
    services: z.array(z.enum(services)).readonly(),
    status: z.enum(['Valid', 'DateInvalid', 'Untrusted', 'PendingRequest']),
    rootCAType: z
      .enum(['None', 'ThirdParty', 'Registry', 'Unknown'])
      .describe('Of its authority: itself, a public one, one that was imported, or unknown.'),
    isSelfSigned: z.boolean(),
    hasPrivateKey: z.boolean(),
    privateKeyExportable: z.boolean(),
    publicKeySize: z.int().describe('Bits.'),
    isDefault: z.boolean().describe('Shown after STARTTLS where none bears the name of the connector.'),
    certificateRequest: z.string().optional().describe('PEM, of a pending request.'),
  })
  .readonly() satisfies z.ZodType<CertificateView>;

export const friendlyNameInput = z
  .string()
  .max(64)
  .optional()
  .describe('Up to 64 characters; it means nothing to programs.');
