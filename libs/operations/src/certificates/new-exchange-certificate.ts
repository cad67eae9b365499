import type {
  CertificateSettings,
  CertificateStore,
  CertificateView,
  NamedCertificate,
} from '@mailyard/certificates';
import { z } from 'zod';

import type { OperationContext } from '../context.js';
import { onlyTried } from '../only-tried.js';
import { operation, OperationError } from '../operation.js';
import { exchangeCertificate, friendlyNameInput, services } from './certificate-schema.js';
import { becomesDefault } from './default-question.js';
import { replaceDefaultInput } from './enable-exchange-certificate.js';
import { asInputError, certificates, madeView, serverInput, storeOf, viewOf } from './known-certificate.js';

const label = /^(?:\*\.)?(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

const input = z.object({
  subjectName: z.string().optional().describe('C=US, O=Contoso, CN=mail.contoso.com; default: CN=server.'),
  domainName: z
    .array(z.string().max(255).regex(label, 'is no name of a host'))
    .default([])
    .describe('Names that it bears. Without any, and without Include…: name and FQDN of the server.'),
  includeAcceptedDomains: z.boolean().default(false).describe('All accepted domains as well.'),
  includeServerFqdn: z.boolean().default(false).describe('The FQDN of the server as well.'),
  includeServerNetBiosName: z.boolean().default(false).describe('The name of the server as well.'),
  keyAlgorithm: z.enum(['RSA', 'ECDSA_nistP256', 'ECDSA_nistP384']).default('RSA'),
  keySize: z
    .union([z.literal(2048), z.literal(3072), z.literal(4096)])
    .default(2048)
    .describe('Of RSA, in bits.'),
  friendlyName: friendlyNameInput,
  privateKeyExportable: z.boolean().default(false).describe('Whether Export- gives its key.'),
  services: z.array(z.enum(services)).optional().describe('Of a certificate; default: SMTP.'),
  generateRequest: z.boolean().default(false).describe('A request (PKCS #10) for an authority instead.'),
  renews: z.string().optional().describe('Thumbprint of a certificate whose names it gets.'),
  replaceDefault: replaceDefaultInput,
  server: serverInput,
  ...onlyTried,
});

type Input = z.output<typeof input>;

export const newExchangeCertificate = operation({
  name: 'New-ExchangeCertificate',
  summary: 'Makes a certificate that signs itself, or a request for an authority.',
  input,
  output: exchangeCertificate,
  right: 'Exchange Server Certificates',
  audit: true,
  changes: 'server',
  modified: ({ thumbprint, subject }) => [`${thumbprint} ${subject}`],
  async run(said, context) {
    if (said.generateRequest && said.services !== undefined) {
      throw new OperationError('services are enabled once the authority has answered the request');
    }
    const store = await storeOf(said.server, context);
    const named = await namedBy(said, context);
    const settings = settingsOf(said);
    if (said.generateRequest && !said.validateOnly) {
      const { requestCertificate } = await certificates();
      return viewOf(await store.addRequest(await requestCertificate(named), settings), store);
    }
    return issued(said, { store, named, settings });
  },
});

function settingsOf({ friendlyName, privateKeyExportable, generateRequest, services: said }: Input) {
  return {
    FriendlyName: friendlyName ?? 'Mailyard',
    PrivateKeyExportable: privateKeyExportable,
    Services: generateRequest ? [] : [...(said ?? ['SMTP' as const])],
  };
}

interface Issuing {
  readonly store: CertificateStore;
  readonly named: NamedCertificate;
  readonly settings: CertificateSettings;
}

async function issued(
  { replaceDefault, validateOnly, generateRequest }: Input,
  { store, named, settings }: Issuing,
): Promise<CertificateView> {
  const { issueSelfSigned } = await certificates();
  const { certificates: all } = await store.contents();
  const asked = { service: settings.Services, replaceDefault, certificates: all, validateOnly };
  // Asked before anything is made, whose thumbprint nobody knows yet.
  const replaces = becomesDefault({ ...asked, by: 'the new one' });
  const { certificate, key } = await issueSelfSigned(named, new Date());
  if (validateOnly) {
    const view = await madeView({ certificate, key }, { settings, isDefault: replaces }, store);
    // Its key is forgotten here, so that it will be another one.
    return { ...view, thumbprint: '', serialNumber: '', ...(generateRequest && ofRequest) };
  }
  const thumbprint = await store.add({ chain: [certificate], key }, settings);
  if (replaces) await store.makeDefault(thumbprint);
  return viewOf(thumbprint, store);
}

/** What a request differs in from a certificate of the same names. */
const ofRequest = { status: 'PendingRequest', rootCAType: 'Unknown', isSelfSigned: false } as const;

async function namedBy(said: Input, context: OperationContext) {
  const { keyAlgorithm, keySize } = said;
  const { parseDistinguishedName, commonNames } = await certificates();
  const before =
    said.renews === undefined ? undefined : await viewOf(said.renews, await storeOf(said.server, context));
  const { name, fqdn } = context.server;
  const text = said.subjectName ?? before?.subject ?? `CN=${name}`;
  const subject = await asInputError(() => parseDistinguishedName(text));
  const domains = domainsOf(said, context, before?.certificateDomains);
  const common = commonNames(subject).filter((each) => label.test(each) && each.includes('.'));
  return {
    subject,
    domains: [...new Set([...common, ...(domains.length > 0 ? domains : [name, fqdn])])],
    keyAlgorithm,
    keySize,
  };
}

function domainsOf(
  said: Input,
  { directory: { organization }, server: { name, fqdn } }: OperationContext,
  before: readonly string[] = [],
): readonly string[] {
  const accepted = organization.objects.AcceptedDomains.map(({ DomainName }) => DomainName);
  const all = [
    ...said.domainName,
    ...(said.domainName.length === 0 ? before : []),
    ...(said.includeServerNetBiosName ? [name] : []),
    ...(said.includeServerFqdn ? [fqdn] : []),
    ...(said.includeAcceptedDomains ? accepted.filter((each) => label.test(each)) : []),
  ];
  return all.map((each) => each.toLowerCase());
}
