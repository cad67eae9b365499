import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationError } from '../operation.js';
import {
  certificates,
  knownCertificate,
  serverInput,
  storeOf,
  thumbprintInput,
} from './known-certificate.js';
import { presentedBy } from './presented-by.js';

export const removeExchangeCertificate = operation({
  name: 'Remove-ExchangeCertificate',
  summary: 'Removes a certificate with its key, or a pending request.',
  input: z.object({
    thumbprint: thumbprintInput,
    server: serverInput,
    ...onlyTried,
  }),
  output: z.object({ thumbprint: z.string(), subject: z.string() }).readonly(),
  right: 'Exchange Server Certificates',
  audit: true,
  changes: 'server',
  modified: ({ thumbprint, subject }) => [`${thumbprint} ${subject}`],
  async run({ thumbprint: said, server, validateOnly }, context) {
    const store = await storeOf(server, context);
    const known = await knownCertificate(said, store);
    if (known.kind === 'request') {
      const { thumbprint, subject } = known.request;
      if (!validateOnly) await store.removeRequest(known.request);
      return { thumbprint, subject };
    }
    const { listed } = known;
    const { thumbprint, name, isDefault } = listed;
    const { ownName } = await certificates();
    if (name === ownName) {
      throw new OperationError(
        `${thumbprint} is the server’s own certificate: it would make itself another one`,
      );
    }
    if (isDefault) {
      throw new OperationError(
        `${thumbprint} is the default SMTP certificate: Enable-ExchangeCertificate lets another one take its place`,
      );
    }
    const { certificates: all } = await store.contents();
    const others = all.filter((each) => each !== listed && each.thumbprint !== thumbprint);
    const connectors = await presentedBy(listed, others, context.directory.organization);
    if (connectors.length > 0) {
      throw new OperationError(
        `${thumbprint} is what ${connectors.join(', ')} present (TlsCertificateName): without it they would offer no TLS`,
      );
    }
    if (!validateOnly) await store.remove(listed);
    return { thumbprint, subject: listed.x509.subject };
  },
});
