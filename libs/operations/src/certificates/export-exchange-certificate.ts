import { z } from 'zod';

import { operation, OperationError, secret } from '../operation.js';
import {
  certificates,
  knownCertificate,
  serverInput,
  storeOf,
  thumbprintInput,
} from './known-certificate.js';

export const exportExchangeCertificate = operation({
  name: 'Export-ExchangeCertificate',
  summary:
    'Gives a certificate, with a password also its private key (PKCS #12), where that is exportable; of a pending request the request.',
  input: z.object({
    thumbprint: thumbprintInput,
    password: z
      .string()
      .min(1)
      .max(256)
      .optional()
      .describe('Encrypts the private key; without it there is none in the file.')
      .meta(secret),
    binaryEncoded: z.boolean().default(false).describe('DER; without it Base64.'),
    server: serverInput,
  }),
  output: z
    .object({
      thumbprint: z.string(),
      form: z.enum(['PKCS12', 'X509', 'PKCS10']),
      fileData: z.base64().describe('Base64 of the file.'),
    })
    .readonly(),
  right: 'Exchange Server Certificates',
  audit: true,
  changes: 'server',
  modified: ({ thumbprint, form }) => [`${thumbprint} as ${form}`],
  async run({ thumbprint, password, binaryEncoded, server }, context) {
    const { writePfx, derOfPem, pemBlocks } = await certificates();
    const known = await knownCertificate(thumbprint, await storeOf(server, context));
    const file = (pem: string): string =>
      (binaryEncoded ? derOfPem(pem) : Buffer.from(pem)).toString('base64');
    if (known.kind === 'request') {
      const { request } = known;
      return {
        thumbprint: request.thumbprint,
        form: 'PKCS10' as const,
        fileData: file(request.pair.request),
      };
    }
    const { listed } = known;
    if (password === undefined) {
      return { thumbprint: listed.thumbprint, form: 'X509' as const, fileData: file(listed.x509.toString()) };
    }
    const { FriendlyName: friendlyName, PrivateKeyExportable: isExportable } = listed.settings;
    if (!isExportable) {
      throw new OperationError(
        `the private key of ${listed.thumbprint} is not exportable (PrivateKeyExportable); without Password the certificate alone is exported`,
      );
    }
    const chain = pemBlocks(listed.pair.certificate);
    const pfx = writePfx({ chain, key: listed.pair.key, friendlyName }, password);
    const octets = binaryEncoded ? pfx : Buffer.from(`${pfx.toString('base64')}\n`);
    return { thumbprint: listed.thumbprint, form: 'PKCS12' as const, fileData: octets.toString('base64') };
  },
});
