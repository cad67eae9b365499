import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { issuePublic } from '@mailyard/certificates';
import { DnsZone, eventually, freePort, type TestClient } from '@mailyard/testing';

import { message, type Message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { organizationText } from '../stack/organization.js';
import { organizationCommand } from '../stack/organization-command.js';
import { printedFragment } from '../stack/printed-fragment.js';
import { ReceivingHost } from '../stack/receiving-host.js';
import { Services } from '../stack/services.js';

const readme = 'README.md';
const password = 'provider-secret';
/** README has this machine try the printer's connector from there. */
const printer = '127.0.0.25';
const recipient = 'someone@example.com';

// What README prints for the first ten minutes, applied as it stands there; only the provider's port is the test's.
describe('a printer’s mail leaves by a provider, as README has it', () => {
  const sent: Message[] = [];
  let dns: DnsZone;
  let provider: ReceivingHost;
  let port: number;
  let stack: Services;

  beforeAll(async () => {
    port = await freePort();
    dns = await DnsZone.start({ 'smtp.provider.example': { A: ['127.0.1.1'] } });
    const certificate = await issuePublic('smtp.provider.example', new Date());
    const account = { login: 'relay@contoso.com', password };
    provider = await ReceivingHost.start({ address: '127.0.1.1', port, certificate, account });
    const { server } = dns;
    const serverSettings = { InternalDNSServers: [`${server.address}:${server.port}`] };
    const env = { MAILYARD_SMARTHOST_PASSWORD: password };
    stack = await Services.start({ organization: organizationText({ serverSettings }), env });
    // In place of a public authority.
    await mkdir(join(stack.site.pkiDir, 'trusted'), { recursive: true });
    await writeFile(join(stack.site.pkiDir, 'trusted/provider.crt'), certificate.certificate);
  }, 90_000);
  afterAll(async () => {
    await stack.stop();
    await provider[Symbol.asyncDispose]();
    await dns[Symbol.asyncDispose]();
  }, 60_000);

  async function apply(text: string): Promise<void> {
    const file = join(stack.site.scratchDir, 'printed.yaml');
    await writeFile(file, text);
    const { code, output } = await organizationCommand(stack, 'apply', file);
    if (code !== 0) throw new Error(output);
  }

  async function session(localAddress: string): Promise<TestClient> {
    const client = await greeted(stack.site.port(25), { localAddress });
    await client.command('MAIL FROM:<printer@contoso.com>', /^250 /);
    return client;
  }

  async function print(): Promise<void> {
    const client = await greeted(stack.site.port(25), { localAddress: printer });
    const page = message({ from: 'printer@contoso.com', to: recipient });
    const reply = await transact(client, page, { from: 'printer@contoso.com', to: [recipient] });
    expect(reply.code).toBe(250);
    sent.push(page);
    await client.quit();
  }

  const atProvider = () =>
    sent.map(({ id }) => provider.messages.filter(({ content }) => content.includes(id)).length);

  it('nobody may relay before', async () => {
    const client = await session(printer);
    await client.command(`RCPT TO:<${recipient}>`, /^550 5\.7\.54 /);
  });

  it('“Relay for a printer” lets the printer relay, and nobody else', async () => {
    await apply(await printedFragment(readme, 'Printers'));
    await eventually(
      async () => {
        const client = await session(printer);
        await client.command(`RCPT TO:<${recipient}>`, /^250 2\.1\.5 /);
        await client.quit();
      },
      { what: 'the printer’s connector to be in force' },
    );
    const other = await session('127.0.0.26');
    await other.command(`RCPT TO:<${recipient}>`, /^550 5\.7\.54 /);
  });

  it('its mail waits in Unreachable, and explain-route says that no connector is there', async () => {
    await print();
    await eventually(
      async () => {
        const { output } = await organizationCommand(stack, 'queue', 'list', '--json');
        const queues = JSON.parse(output) as readonly { name: string; messageCount: number }[];
        expect(queues.find(({ name }) => name === 'Unreachable')?.messageCount).toBe(1);
      },
      { deadlineMs: 20_000, what: 'the message in Unreachable' },
    );
    expect(await explained()).toMatch(/Unreachable/);
  });

  it('“Send to the Internet through my provider” takes what waited, and what comes then, with the login', async () => {
    const fragment = await printedFragment(readme, 'To provider');
    expect(fragment).toContain('Port: 587\n');
    await apply(fragment.replace('Port: 587\n', `Port: ${port}\n`));
    expect(await explained()).toMatch(/To provider/);
    await print();
    await eventually(
      () => {
        expect(atProvider()).toEqual([1, 1]);
      },
      { deadlineMs: 30_000, what: 'both messages at the provider' },
    );
    for (const received of provider.messages) {
      expect(received).toMatchObject({
        sender: 'printer@contoso.com',
        recipients: [recipient],
        tls: true,
        login: 'relay@contoso.com',
      });
    }
  }, 60_000);

  async function explained(): Promise<string> {
    const question = ['explain-route', '--from', 'printer@contoso.com', '--to', recipient];
    return (await organizationCommand(stack, ...question)).output;
  }
});
