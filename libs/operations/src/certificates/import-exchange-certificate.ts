import type { CertificateSettings, ListedCertificate } from '@mailyard/certificates';
import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationError, secret } from '../operation.js';
import { exchangeCertificate, friendlyNameInput } from './certificate-schema.js';
import { asInputError, certificates, madeView, serverInput, storeOf, viewOf } from './known-certificate.js';

export const importExchangeCertificate = operation({
  name: 'Import-ExchangeCertificate',
  summary:
    'Takes a certificate with its key, or the answer of an authority to a pending request; Enable- lets services show it.',
  input: z.object({
    fileData: z
      .base64()
      .min(1)
      .max(1_500_000)
      .describe('Base64 of a file: PKCS #12, PKCS #7, X.509 or PEM.')
      .meta(secret),
    password: z.string().max(256).optional().describe('Of the file, or of the key in it.').meta(secret),
    friendlyName: friendlyNameInput,
    privateKeyExportable: z.boolean().default(false).describe('Whether Export- gives its key.'),
    server: serverInput,
    ...onlyTried,
  }),
  output: exchangeCertificate,
  right: 'Exchange Server Certificates',
  audit: true,
  changes: 'server',
  modified: ({ thumbprint, subject }) => [`${thumbprint} ${subject}`],
  async run({ fileData, password, friendlyName, privateKeyExportable, server, validateOnly }, context) {
    const library = await certificates();
    const store = await storeOf(server, context);
    const read = await asInputError(() =>
      library.readCertificateFile(Buffer.from(fileData, 'base64'), password),
    );
    const { certificates: all, requests } = await store.contents();
    const answered = read.key === undefined ? store.answered(read.chain[0], requests) : undefined;
    const key = read.key ?? answered?.pair.key;
    if (key === undefined) throw new OperationError(keyless);
    await checkNew({ certificate: read.chain[0], key }, all);
    const said = { FriendlyName: friendlyName ?? read.friendlyName?.slice(0, 64), privateKeyExportable };
    const settings = settingsOf(said, answered?.settings);
    if (validateOnly) {
      const pair = { certificate: read.chain.join('\n'), key };
      return madeView(pair, { settings, isDefault: false }, store);
    }
    const thumbprint = await store.add({ chain: read.chain, key }, settings);
    if (answered !== undefined) await store.removeRequest(answered);
    return viewOf(thumbprint, store);
  },
});

/** A request has said before what its answer is to be. */
function settingsOf(
  said: { readonly FriendlyName: string | undefined; readonly privateKeyExportable: boolean },
  asked: CertificateSettings | undefined,
): CertificateSettings {
  return {
    FriendlyName: said.FriendlyName ?? asked?.FriendlyName ?? '',
    PrivateKeyExportable: said.privateKeyExportable || asked?.PrivateKeyExportable === true,
    Services: [],
  };
}

const keyless =
  'the file has no private key, and no pending request has the key of this certificate: import a PKCS #12 file; ' +
  'an authority that is to be trusted belongs into the folder trusted of the certificates';

async function checkNew(
  { certificate, key }: { readonly certificate: string; readonly key: string },
  present: readonly ListedCertificate[],
): Promise<void> {
  const { checkUsable, thumbprintOfPem } = await certificates();
  const wanted = thumbprintOfPem(certificate);
  if (present.some(({ thumbprint }) => thumbprint === wanted)) {
    throw new OperationError(`a certificate with the thumbprint ${wanted} is there already`);
  }
  await asInputError(() => checkUsable(certificate, key));
}
