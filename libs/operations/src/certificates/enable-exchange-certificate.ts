import { z } from 'zod';

import { onlyTried } from '../only-tried.js';
import { operation, OperationError } from '../operation.js';
import { exchangeCertificate, services } from './certificate-schema.js';
import { becomesDefault } from './default-question.js';
import {
  certificates,
  knownCertificate,
  serverInput,
  storeOf,
  thumbprintInput,
} from './known-certificate.js';

export const replaceDefaultInput = z
  .boolean()
  .optional()
  .describe(
    'Whether it takes the place of the default SMTP certificate, which is shown where none bears the name of a connector. Not said: the order asks.',
  );

export const enableExchangeCertificate = operation({
  name: 'Enable-ExchangeCertificate',
  summary: 'Lets services show a certificate, within ten seconds; what it was enabled for before stays.',
  input: z.object({
    thumbprint: thumbprintInput,
    services: z.array(z.enum(services)).describe('SMTP: after STARTTLS. IIS: the web pages.'),
    replaceDefault: replaceDefaultInput,
    server: serverInput,
    ...onlyTried,
  }),
  output: z
    .object({
      certificate: exchangeCertificate,
      warnings: z.array(z.string()).readonly(),
    })
    .readonly(),
  right: 'Exchange Server Certificates',
  audit: true,
  changes: 'server',
  modified: ({ certificate: { thumbprint, services: enabled } }) => [`${thumbprint}: ${enabled.join(', ')}`],
  async run({ thumbprint, services: added, replaceDefault, server, validateOnly }, context) {
    const store = await storeOf(server, context);
    const known = await knownCertificate(thumbprint, store);
    if (known.kind === 'request') {
      throw new OperationError(
        `${known.request.thumbprint} is a request: import the answer of the authority first`,
      );
    }
    const { listed } = known;
    const { certificates: all, authorities } = await store.contents();
    const asked = { service: added, replaceDefault, certificates: all, validateOnly };
    const replaces = becomesDefault({ ...asked, by: listed.thumbprint });
    const enabled = new Set([...listed.settings.Services, ...added]);
    const settings = { ...listed.settings, Services: services.filter((each) => enabled.has(each)) };
    const { certificateView, ownName } = await certificates();
    // What the server has made for itself is enabled for everything.
    if (!validateOnly && listed.name !== ownName) await store.set(listed, settings);
    if (!validateOnly && replaces) await store.makeDefault(listed.thumbprint);
    const changed = { ...listed, settings, isDefault: listed.isDefault || replaces };
    const certificate = certificateView(changed, { authorities, now: new Date() });
    return { certificate, warnings: warningsOf(certificate, context.server.fqdn) };
  },
});

/** What an administrator would find out later. */
function warningsOf(
  { status, services: enabled, certificateDomains, notAfter }: z.output<typeof exchangeCertificate>,
  fqdn: string,
): readonly string[] {
  const bears = certificateDomains.some((name) => {
    const pattern = name.toLowerCase();
    return pattern === fqdn.toLowerCase() || pattern === fqdn.toLowerCase().replace(/^[^.]+/, '*');
  });
  return [
    ...(status === 'DateInvalid'
      ? [`it is not valid today (until ${new Date(notAfter).toISOString()})`]
      : []),
    ...(status === 'Untrusted'
      ? ['no authority that is known here has issued it: others may not trust it either']
      : []),
    ...(enabled.includes('IIS') && !bears ? [`IIS: the pages show it once it bears the name ${fqdn}`] : []),
  ];
}
