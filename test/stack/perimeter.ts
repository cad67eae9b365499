import { copyFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DnsZone, freePort } from '@mailyard/testing';
import { stringify } from 'yaml';

import { startEdge } from './edge.js';
import { Launched } from './launched.js';
import { shellCommand } from './management-shell.js';
import { hurried, organizationText } from './organization.js';
import { ReceivingHost, type Says } from './receiving-host.js';
import { printers } from './relay.js';

/** Who may relay at the organization. */
export const printerAddress = '127.0.0.3';
/** The host of others that has outside.example. */
const outsideAddress = '127.0.1.1';
const site = 'Default-First-Site-Name';

export interface PerimeterOptions {
  /** What the host outside says in place of OK. */
  readonly says?: Says;
}

interface Internet {
  readonly outside: ReceivingHost;
  readonly zone: DnsZone;
}

/** An organization and the Edge that is subscribed to it, which share nothing else, and a host on the Internet. */
export class Perimeter {
  private constructor(
    readonly edge: Launched,
    readonly inside: Launched,
    private readonly internet: Internet,
  ) {}

  static async start({ says }: PerimeterOptions = {}): Promise<Perimeter> {
    const zone = await DnsZone.start({
      'edge01.contoso.com': { A: ['127.0.0.1'] },
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
    const inside = await Launched.start({ organization: insideText(dns) });
    const edge = await startEdge({ organization: edgeText(dns) });
    await subscribe(edge, inside, outside.port);
    return new Perimeter(edge, inside, { outside, zone });
  }

  get outside(): ReceivingHost {
    return this.internet.outside;
  }

  async stop(): Promise<void> {
    await Promise.all([this.inside.stop(), this.edge.stop()]);
    await this.outside[Symbol.asyncDispose]();
    await this.internet.zone[Symbol.asyncDispose]();
  }
}

/** Bundles by the second: in service it takes minutes until an Edge hears of a recipient. */
const hurriedSync = {
  Name: 'EdgeSyncService',
  ConfigurationSyncInterval: 1000,
  RecipientSyncInterval: 1000,
  LockDuration: 2000,
  LockRenewalDuration: 500,
};

function insideText(dns: string): string {
  return organizationText({
    serverSettings: { InternalDNSServers: [dns] },
    transportSettings: hurried.transport,
    connectors: [{ ...printers, RemoteIPRanges: [printerAddress] }],
    more: { EdgeSyncServiceConfigs: [hurriedSync] },
  });
}

function edgeText(dns: string): string {
  return stringify({
    Servers: [{ Name: 'EDGE01', Fqdn: 'edge01.contoso.com', InternalDNSServers: [dns], ...hurried.server }],
    ReceiveConnectors: [{ Name: 'Default internal receive connector EDGE01', ...hurried.connectors }],
    TransportSettings: hurried.transport,
  });
}

async function subscribe(edge: Launched, inside: Launched, internet: number): Promise<void> {
  await ordered(edge, 'New-EdgeSubscription -FileName edge01.xml -Force');
  await copyFile(join(edge.site.scratchDir, 'edge01.xml'), join(inside.site.scratchDir, 'edge01.xml'));
  const file = '([Byte[]]$(Get-Content -Path edge01.xml -Encoding Byte -ReadCount 0))';
  await ordered(
    inside,
    `New-EdgeSubscription -FileData ${file} -Site ${site}; ` +
      `Set-SendConnector "EdgeSync - ${site} to Internet" -Port ${internet}; Start-EdgeSynchronization`,
  );
}

/** By the management shell. */
export async function ordered(stack: Launched, command: string): Promise<string> {
  const { code, output, errors } = await shellCommand(stack.site, ['-NonInteractive', '-Command', command]);
  if (code !== 0) throw new Error(errors);
  return output;
}
