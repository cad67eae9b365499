import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DnsZone, freePort } from '@mailyard/testing';
import { stringify } from 'yaml';

import { importCertificate, startEdge } from './edge.js';
import { Launched } from './launched.js';
import { organizationCommand } from './organization-command.js';
import { hurried, organizationText } from './organization.js';
import { ReceivingHost, type Says } from './receiving-host.js';
import { printers } from './relay.js';

/** Of the Edge: to the Internet, and to the organization. The organization itself is at the first, too. */
export const [outerAddress, innerAddress] = ['127.0.0.1', '127.0.0.2'];
/** Who may relay at the organization. */
export const printerAddress = '127.0.0.3';
/** The host of others that has outside.example. */
const outsideAddress = '127.0.1.1';
const passwords = {
  MAILYARD_SMARTHOST_PASSWORD: 'account-at-the-edge',
  MAILYARD_INSIDE_PASSWORD: 'account-inside',
};

export interface PerimeterOptions {
  /** What the host outside says in place of OK. */
  readonly says?: Says;
}

interface Internet {
  readonly outside: ReceivingHost;
  readonly zone: DnsZone;
}

/**
 * Two systems that share nothing, and a host on the Internet. They sign in at each other with accounts; each trusts the
 * certificate of the other.
 */
export class Perimeter {
  private constructor(
    readonly edge: Launched,
    readonly inside: Launched,
    private readonly internet: Internet,
  ) {}

  static async start({ says }: PerimeterOptions = {}): Promise<Perimeter> {
    const zone = await DnsZone.start({
      'edge01.contoso.com': { A: [innerAddress] },
      'mbx01.contoso.com': { A: ['127.0.0.1'] },
      'outside.example': { MX: [[10, 'mx.outside.example']] },
      'mx.outside.example': { A: [outsideAddress] },
    });
    const outside = await ReceivingHost.start({
      address: outsideAddress,
      port: await freePort(),
      ...(says === undefined ? {} : { says }),
    });
    const dns = `${zone.server.address}:${zone.server.port}`;
    const inside = await Launched.start({ organization: insideText(dns), env: passwords });
    const edge = await startEdge({
      organization: edgeText(dns, { internet: outside.port, organization: inside.site.port(25) }),
      env: passwords,
    });
    await importCertificate(edge, inside);
    await importCertificate(inside, edge);
    await apply(inside, toEdge(edge.site.port(25)));
    return new Perimeter(edge, inside, { outside, zone });
  }

  get outside(): ReceivingHost {
    return this.internet.outside;
  }

  async stop(): Promise<void> {
    await this.inside.stop();
    await this.edge.stop();
    await this.outside[Symbol.asyncDispose]();
    await this.internet.zone[Symbol.asyncDispose]();
  }
}

function insideText(dns: string): string {
  return organizationText({
    serverSettings: { InternalDNSServers: [dns] },
    connectors: [{ ...printers, RemoteIPRanges: [printerAddress] }],
    credentials: [
      {
        Login: 'edge01@contoso.com',
        PasswordVariable: 'MAILYARD_INSIDE_PASSWORD',
        MemberOf: 'Exchange Servers',
      },
    ],
  });
}

const toEdge = (port: number): object => ({
  SendConnectors: [
    {
      Name: 'To Edge',
      Usage: 'Internal',
      AddressSpaces: '*',
      ...signingIn('edge01.contoso.com', port),
      AuthenticationCredential: {
        UserName: String.raw`EDGE01\mailyard`,
        PasswordVariable: 'MAILYARD_SMARTHOST_PASSWORD',
      },
    },
  ],
});

function edgeText(dns: string, ports: { readonly internet: number; readonly organization: number }): string {
  return stringify({
    Servers: [{ Name: 'EDGE01', Fqdn: 'edge01.contoso.com', InternalDNSServers: [dns], ...hurried.server }],
    AcceptedDomains: [{ Name: 'contoso.com', DomainName: 'contoso.com' }],
    Credentials: [
      {
        Login: 'mailyard@edge01.contoso.com',
        PasswordVariable: 'MAILYARD_SMARTHOST_PASSWORD',
        MemberOf: 'Exchange Servers',
      },
    ],
    ReceiveConnectors: [
      {
        Name: 'Default internal receive connector EDGE01',
        Bindings: `${outerAddress}:25`,
        ...hurried.connectors,
      },
      {
        Name: 'From Internal Org',
        Usage: 'Internal',
        AuthMechanism: 'Tls, BasicAuth, BasicAuthRequireTLS, ExchangeServer',
        Bindings: `${innerAddress}:25`,
        RemoteIPRanges: '127.0.0.1',
        ...hurried.connectors,
      },
    ],
    SendConnectors: [
      { Name: 'To Internet', Usage: 'Internet', AddressSpaces: '*', Port: ports.internet },
      {
        Name: 'To Internal Org',
        ProtocolLoggingLevel: 'Verbose',
        Usage: 'Internal',
        AddressSpaces: '--',
        ...signingIn('mbx01.contoso.com', ports.organization),
        AuthenticationCredential: {
          UserName: 'edge01@contoso.com',
          PasswordVariable: 'MAILYARD_INSIDE_PASSWORD',
        },
      },
    ],
    TransportSettings: hurried.transport,
  });
}

const signingIn = (smartHost: string, port: number): object => ({
  DNSRoutingEnabled: false,
  SmartHosts: smartHost,
  SmartHostAuthMechanism: 'BasicAuthRequireTLS',
  Port: port,
});

async function apply(stack: Launched, organization: object): Promise<void> {
  const file = join(stack.site.scratchDir, 'step.yaml');
  await writeFile(file, stringify(organization));
  const { code, output } = await organizationCommand(stack, 'apply', file);
  if (code !== 0) throw new Error(output);
}
