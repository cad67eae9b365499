import { z } from 'zod';

import { operation } from '../operation.js';
import { exchangeCertificate } from './certificate-schema.js';
import { certificates, serverInput, storeOf, thumbprintIn } from './known-certificate.js';
import { ObjectNotFound } from '../objects/identity/object-identity.js';

export const getExchangeCertificate = operation({
  name: 'Get-ExchangeCertificate',
  summary: 'Shows the certificates of the server, and the requests that no authority has answered yet.',
  input: z.object({
    thumbprint: z.string().optional().describe('That one alone.'),
    domainName: z.array(z.string()).optional().describe('Those that bear one of these names.'),
    server: serverInput,
  }),
  output: z.array(exchangeCertificate).readonly(),
  right: 'View-Only Configuration',
  audit: false,
  async run({ thumbprint, domainName, server }, context) {
    const { certificateView, requestView } = await certificates();
    const store = await storeOf(server, context);
    const { certificates: listed, requests, authorities } = await store.contents();
    const now = new Date();
    const views = [
      ...listed.map((each) => certificateView(each, { authorities, now })),
      ...requests.map(requestView),
    ].toSorted((one, other) => other.notBefore - one.notBefore);
    if (thumbprint !== undefined) {
      const wanted = thumbprintIn(thumbprint);
      const found = views.filter((each) => each.thumbprint === wanted);
      if (found.length > 0) return found;
      throw new ObjectNotFound('ExchangeCertificate', thumbprint, { parameter: 'Thumbprint' });
    }
    if (domainName === undefined) return views;
    return views.filter(({ certificateDomains }) =>
      domainName.some((name) => certificateDomains.some((each) => bears(each, name))),
    );
  },
});

/** A wildcard bears every name with one label in its place (RFC 9525 §6.3). */
function bears(borne: string, name: string): boolean {
  const [own, wanted] = [borne.toLowerCase(), name.toLowerCase()];
  return own === wanted || (own.startsWith('*.') && wanted.replace(/^[^.]+/, '*') === own);
}
