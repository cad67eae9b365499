import { createSecureContext } from 'node:tls';

import { sendConnectorSchema, type SendConnector } from '@mailyard/directory';
import { DnsClient, type MailHost } from '@mailyard/dns';

import type { Destination } from '../destination.js';
import type { HostPolicyQuestion } from '../policy/host-policies.js';
import type { HostPolicy, NamedPolicy } from '../policy/host-policy.js';
import { tlsAtHost } from './tls-at-host.js';

const [context, publicAuthorities] = [createSecureContext(), createSecureContext()];
const resolver = new DnsClient({ servers: [] });
const host: MailHost = {
  name: 'mx.example.com',
  source: 'example.com',
  addresses: ['192.0.2.1'],
  secure: true,
};
/** What the certificate must be is in tls-matrix.spec.ts. */
const judged = { host: 'mx.example.com', objection: expect.any(Function) as () => undefined };
const named: NamedPolicy = { standard: 'MTA-STS', of: 'example.com' };

function connectorWith(parameters: Readonly<Record<string, unknown>>): SendConnector {
  return sendConnectorSchema.parse({
    Guid: '7f0a3c3e-2b8e-4f57-9f3b-2b6f4bb9a0d1',
    Name: 'To Internet',
    AddressSpaces: ['*'],
    SourceTransportServers: ['MBX01'],
    ...parameters,
  }) as SendConnector;
}

const internalClient = createSecureContext();

async function tlsWith(parameters: Readonly<Record<string, unknown>>, policy: HostPolicy = { kind: 'none' }) {
  const connector = connectorWith(parameters);
  const destination: Destination = connector.DNSRoutingEnabled
    ? { connector, name: 'example.com', by: 'dns', domain: 'example.com' }
    : { connector, name: '[192.0.2.1]', by: 'smart-hosts', hosts: connector.SmartHosts };
  const questions: HostPolicyQuestion[] = [];
  const tested: string[] = [];
  const at = await tlsAtHost(host, destination, {
    policies: { of: (_, question) => Promise.resolve((questions.push(question), policy)) },
    resolver: () => resolver,
    ours: () => ({
      certificates: {
        publicClient: () => context,
        internalClient,
        subscribedClient: () => createSecureContext(),
      },
      fqdn: 'mbx01.contoso.com',
      secureDomains: [],
    }),
    publicAuthorities: () => publicAuthorities,
    onTested: ({ of }, problem) => tested.push(`${of}: ${problem}`),
  });
  return { ...at, questions, tested };
}

it.each<[Readonly<Record<string, unknown>>, object | undefined, boolean]>([
  [{}, { policy: 'opportunistic', trust: 'anybody' }, true],
  [{ IgnoreSTARTTLS: true }, undefined, true],
  [
    { DNSRoutingEnabled: false, SmartHosts: ['[192.0.2.1]'], SmartHostAuthMechanism: 'ExchangeServer' },
    { command: 'X-ANONYMOUSTLS', policy: 'required', trust: 'authority', context: internalClient },
    false,
  ],
  [{ RequireTLS: true }, { policy: 'required', trust: 'anybody' }, false],
  [{ RequireTLS: true, TlsAuthLevel: 'EncryptionOnly' }, { policy: 'required', trust: 'anybody' }, false],
  [{ RequireTLS: true, TlsAuthLevel: 'CertificateValidation' }, { policy: 'required', trust: judged }, false],
  [{ RequireTLS: true, TlsAuthLevel: 'DomainValidation' }, { policy: 'required', trust: judged }, false],
  [
    { RequireTLS: true, TlsAuthLevel: 'DomainValidation', TlsDomain: 'mail.fabrikam.com' },
    { policy: 'required', trust: judged },
    false,
  ],
])('as the connector has it: %j', async (parameters, tls, clearTextMayFollow) => {
  const at = await tlsWith(parameters);
  expect(at.tls).toEqual(tls === undefined ? undefined : { command: 'STARTTLS', context, ...tls });
  expect(at.clearTextMayFollow).toBe(clearTextMayFollow);
});

it('what the domain demands is asked for as the connector lets it', async () => {
  expect((await tlsWith({ Port: 2525 })).questions).toEqual([
    { resolver, port: 2525, mtaSts: true, dane: true, domain: 'example.com' },
  ]);
  expect((await tlsWith({ MtaStsEnabled: false, DaneEnabled: false })).questions).toMatchObject([
    { mtaSts: false, dane: false },
  ]);
});

it('behind smart hosts no domain demands anything', async () => {
  const parameters = { DNSRoutingEnabled: false, SmartHosts: ['[192.0.2.1]'] };
  expect((await tlsWith(parameters)).questions).toMatchObject([{ domain: undefined }]);
});

it('a policy makes it more, never less', async () => {
  const policy: HostPolicy = { kind: 'enforce', policy: named, trust: { host: 'mx.example.com' } };
  const at = await tlsWith({}, policy);
  expect(at.tls).toMatchObject({ policy: 'required', trust: { host: 'mx.example.com' } });
  expect(at.tls?.context).toBe(publicAuthorities);
  expect(at.clearTextMayFollow).toBe(false);
  await expect(tlsWith({ IgnoreSTARTTLS: true }, policy)).rejects.toMatchObject({
    name: 'HopError',
    kind: 'tls',
  });
});

it('what a policy in testing mode would not let pass is told', async () => {
  const at = await tlsWith({}, { kind: 'testing', policy: named, problem: 'not one of its hosts' });
  expect(at.tested).toEqual(['example.com: not one of its hosts']);
  expect(at.clearTextMayFollow).toBe(true);
});
