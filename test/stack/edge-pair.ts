import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { DnsZone, eventually, freePort } from '@mailyard/testing';
import { stringify } from 'yaml';

import { message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { startEdge } from './edge.js';
import { Launched } from './launched.js';
import { shellCommand, ShellTerminal } from './management-shell.js';
import { organizationText } from './organization.js';
import { ReceivingHost, type ReceivedMessage } from './receiving-host.js';
import { demoPassword } from './site.js';

type Login = readonly [name: string, password: string];

export const relay: Login = [String.raw`EDGE01\relay`, 'account-at-the-edge'];
export const account: Login = ['edge01@contoso.com', 'account-inside'];
/** In place of 10.1.1.1, 10.1.1.2 and 192.168.5.10. */
export const [outer, inner, mailboxServer] = ['127.0.0.1', '127.0.0.2', '127.0.0.1'] as const;
export const stranger = 'someone@example.com';

const shortRetries = {
  QueueGlitchRetryInterval: 300,
  TransientFailureRetryInterval: 300,
  OutboundConnectionFailureRetryInterval: 300,
};

/** An organization, an Edge in its perimeter network, and the Internet. The two share nothing, and nothing makes them known to each other. */
export class EdgePair {
  readonly edge: Launched;
  readonly inside: Launched;

  private constructor(
    private readonly dns: DnsZone,
    readonly outside: ReceivingHost,
    systems: Pick<EdgePair, 'edge' | 'inside'>,
  ) {
    this.edge = systems.edge;
    this.inside = systems.inside;
  }

  static async start(): Promise<EdgePair> {
    const dns = await DnsZone.start({
      'edge01.contoso.com': { A: [inner] },
      'mbx01.contoso.com': { A: ['127.0.0.1'] },
      'example.com': { MX: [[10, 'mx.example.com']] },
      'mx.example.com': { A: ['127.0.1.1'] },
    });
    const outside = await ReceivingHost.start({ address: '127.0.1.1', port: await freePort() });
    const InternalDNSServers = `${dns.server.address}:${dns.server.port}`;
    const Servers = [{ Name: 'EDGE01', Fqdn: 'edge01.contoso.com', InternalDNSServers }];
    const edge = await startEdge({ organization: stringify({ Servers, TransportSettings: shortRetries }) });
    const inside = await Launched.start({
      organization: organizationText({ serverSettings: { InternalDNSServers } }),
    });
    return new EdgePair(dns, outside, { edge, inside });
  }

  async stop(): Promise<void> {
    await this.inside.stop();
    await this.edge.stop();
    await this.outside[Symbol.asyncDispose]();
    await this.dns[Symbol.asyncDispose]();
  }

  /** One command of a shell that asks nothing. */
  async run(stack: Launched, command: string): Promise<string> {
    const { code, output, errors } = await shellCommand(stack.site, ['-NonInteractive', '-Command', command]);
    const told = errors.replaceAll(/^WARNING.*$/gm, '').trim();
    if (code !== 0 || told !== '') throw new Error(`${command} ended with ${code}: ${errors}`);
    return output;
  }

  /** Types each line; `logins` are what is answered where one asks for a login, one after the other. */
  async type(stack: Launched, lines: readonly string[], logins: readonly Login[]): Promise<string> {
    const terminal = await ShellTerminal.open(stack.site);
    const left = [...logins];
    let shown = '';
    for (const line of lines) {
      const asks = line.includes('Get-Credential');
      shown += await terminal.type(`${line}\r`, asks ? /User: $/ : /(?:PS> |"Y"\): ?)$/);
      if (asks) {
        const [name, password] = left.shift() ?? ['', ''];
        await terminal.type(`${name}\r`, /Password for user .*: $/);
        shown += await terminal.type(`${password}\r`, /PS> $/);
      } else if (!shown.endsWith('PS> ')) shown += await terminal.type('y\r', /(?:PS> |all the same: )$/);
      // The test's Edge listens on loopback alone, of which whoever means another is told.
      if (shown.endsWith('all the same: ')) shown += await terminal.type('yes\r', /PS> $/);
    }
    await terminal.close();
    return shown;
  }

  /** From Alice, who signs in on 587; the id of the message. */
  async aliceSends(): Promise<string> {
    const client = await greeted(this.inside.site.port(587));
    await client.upgradeTls({ command: 'STARTTLS' });
    await client.ehlo();
    const response = Buffer.from(`\0alice@contoso.com\0${demoPassword}`).toString('base64');
    await client.command(`AUTH PLAIN ${response}`, /^235 /);
    const sent = message({ from: 'alice@contoso.com', to: stranger });
    const { code, text } = await transact(client, sent, { from: 'alice@contoso.com', to: [stranger] });
    if (code !== 250) throw new Error(text);
    await client.quit();
    return sent.id;
  }

  outsideGets(isMeant: (message: ReceivedMessage) => boolean): Promise<ReceivedMessage> {
    return eventually(
      () => {
        const found = this.outside.messages.find(isMeant);
        if (found === undefined) throw new Error(`there are ${this.outside.messages.length} others`);
        return found;
      },
      { deadlineMs: 40_000, what: 'a message outside' },
    );
  }

  /** The queue to the Edge waits, and its last error says why; the message has not gone anywhere. */
  async waits(id: string, lastError: RegExp): Promise<void> {
    await eventually(
      async () => {
        const command = '"$($_.NextHopDomain) $($_.Status) $($_.LastError)"';
        const shown = await this.run(this.inside, `Get-Queue | % { ${command} }`);
        const [queue = ''] = /^edge01\.contoso\.com Retry .*$/m.exec(shown) ?? [];
        if (!lastError.test(queue)) throw new Error(shown);
      },
      { deadlineMs: 30_000, what: 'the queue to wait' },
    );
    if (this.outside.messages.some(({ content }) => content.includes(id))) throw new Error('it has left');
  }

  /** What the Edge has heard at its connectors: its protocol log. */
  async heard(): Promise<string> {
    const folder = join(this.edge.site.dataDir, 'logs/edge-transport/ProtocolLog/SmtpReceive');
    const files = (await readdir(folder)).toSorted();
    return (await Promise.all(files.map((file) => readFile(join(folder, file), 'utf8')))).join('');
  }
}
