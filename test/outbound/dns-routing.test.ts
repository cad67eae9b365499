import { createHash, X509Certificate } from 'node:crypto';

import { issuePublic, type KeyPair } from '@mailyard/certificates';
import { eventually, freePort } from '@mailyard/testing';
import { stringify } from 'yaml';

import { deliveryReport } from '../mail/delivery-report.js';
import { message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { certificateIn } from '../stack/certificate.js';
import { NameServers, nameServersInstalled, type ZoneFile } from '../stack/name-servers.js';
import { organizationText } from '../stack/organization.js';
import { organizationCommand } from '../stack/organization-command.js';
import { ReceivingHost, type ReceivedMessage } from '../stack/receiving-host.js';
import { Services } from '../stack/services.js';

// Mail for others as DNS says, with Knot and Unbound; without these packages there is nothing to test with.
const suite = (await nameServersInstalled()) ? describe : describe.skip;

suite('mail for others goes where DNS says', () => {
  let dns: NameServers;
  let first: ReceivingHost;
  let second: ReceivingHost;
  let stack: Services;

  beforeAll(async () => {
    const port = await freePort();
    const certificate = await issuePublic('mx.signed.example', new Date());
    dns = await NameServers.start(zones(port, certificate));
    first = await ReceivingHost.start({ address: '127.0.1.1', port, certificate });
    second = await ReceivingHost.start({ address: '127.0.1.2', port });
    const { address, port: dnsPort } = dns.resolver;
    const organization = organizationText({
      serverSettings: { InternalDNSServers: [`${address}:${dnsPort}`] },
    });
    const SendConnectors = [{ Name: 'To Internet', AddressSpaces: '*', Port: port }];
    stack = await Services.start({ organization: organization + stringify({ SendConnectors }) });
  }, 60_000);
  afterAll(async () => {
    await stack.stop();
    await first[Symbol.asyncDispose]();
    await second[Symbol.asyncDispose]();
    await dns.stop();
  }, 60_000);

  /** From Alice, through the hub as another server of the organization. */
  async function send(recipient: string): Promise<string> {
    const client = await greeted(stack.site.port(2525));
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await certificateIn(stack.site.pkiDir)) });
    await client.ehlo('mbx02.contoso.com');
    const sent = message({ from: 'alice@contoso.com', to: recipient });
    const reply = await transact(client, sent, { from: 'alice@contoso.com', to: [recipient] });
    expect(reply.code).toBe(250);
    await client.quit();
    return sent.id;
  }

  async function receivedBy(host: ReceivingHost, id: string): Promise<ReceivedMessage> {
    const found = () => host.messages.find(({ content }) => content.includes(id));
    await eventually(() => found() !== undefined, { what: `${id} at its host` });
    const received = found();
    if (received === undefined) throw new Error(`${id} did not come`);
    return received;
  }

  it.each([
    ['order.example', 'the best host'],
    ['dead.order.example', 'the next one, since nobody listens at the best'],
    ['alias.example', 'the hosts of the domain’s other name'],
    ['implicit.example', 'the domain’s own address'],
    ['gone-first.example', 'the next one, since the best has no address'],
  ])('%s: %s', async (domain) => {
    const id = await send(`carol@${domain}`);
    expect((await receivedBy(second, id)).recipients).toEqual([`carol@${domain}`]);
  });

  it.each([
    ['null.example', '5.1.10', /^556 5\.1\.10 /],
    ['gone.example', '5.4.4', /^550 5\.4\.4 SMTPSEND\.DNS\.NonExistentDomain/],
    ['gone-only.example', '5.4.4', /^550 5\.4\.4 /],
    ['loop.example', '5.4.6', /^554 5\.4\.6 /],
    ['[192.0.2.1]', '5.1.2', /^550 5\.1\.2 SMTPSEND\.DNS\.AddressLiteral/],
  ])('%s: %s, told to the sender at once', async (domain, status, diagnostic) => {
    const id = await send(`carol@${domain}`);
    const stored = await stack.site
      .mailbox('alice')
      .only((candidate) => deliveryReport(candidate)?.returned.includes(id) ?? false, {
        what: `a DSN on ${id}`,
      });
    expect(deliveryReport(stored)?.recipients).toEqual([
      expect.objectContaining({ action: 'failed', status, diagnostic: expect.stringMatching(diagnostic) }),
    ]);
  });

  it('what DNS cannot tell waits', async () => {
    await send('carol@bogus.example');
    await expectWait('bogus.example', /451 4\.4\.0 .*DNS query failed/);
  });

  it('DANE: TLS with the host that the TLSA record describes', async () => {
    const id = await send('carol@signed.example');
    expect(await receivedBy(first, id)).toMatchObject({ tls: true });
  });

  it('DANE: with another certificate, or without TLS, mail waits and the reason names the policy', async () => {
    const [connections, other] = [first.connections, second.messages.length];
    await send('carol@stranger.signed.example');
    await send('carol@stripped.signed.example');
    await expectWait('stranger.signed.example', /4\.7\.323 .*DANE policy of stranger\.signed\.example/);
    await expectWait(
      'stripped.signed.example',
      /4\.7\.323 .*DANE policy of stripped\.signed\.example.*STARTTLS/,
    );
    expect(first.connections).toBeGreaterThan(connections);
    expect(second.messages).toHaveLength(other);
  });

  async function expectWait(domain: string, lastError: RegExp): Promise<void> {
    await eventually(
      async () => {
        const { output } = await organizationCommand(stack, 'queue', 'list', '--json');
        expect(output).toMatch(domain);
        expect(output).toMatch(lastError);
      },
      { deadlineMs: 20_000, what: `the queue of ${domain} to say why it waits` },
    );
  }
});

function zones(port: number, certificate: KeyPair): Readonly<Record<string, ZoneFile>> {
  const digest = createHash('sha256').update(new X509Certificate(certificate.certificate).raw).digest('hex');
  const tlsa = (host: string, data: string) => `_${port}._tcp.${host} TLSA 3 0 1 ${data}\n`;
  return {
    example: {
      records: `
second A 127.0.1.2
order MX 20 gone
      MX 10 second
dead.order MX 10 nobody
      MX 20 second
nobody A 127.0.1.9
alias CNAME order
implicit A 127.0.1.2
gone-first MX 10 gone
      MX 20 second
gone-only MX 10 gone
null MX 0 .
loop MX 10 mbx01.contoso.com.
     MX 20 second
`,
    },
    'signed.example': {
      dnssec: 'signed',
      records: `
@ MX 10 mx
mx A 127.0.1.1
${tlsa('mx', digest)}
stranger A 127.0.1.1
${tlsa('stranger', 'ab'.repeat(32))}
stripped A 127.0.1.2
${tlsa('stripped', digest)}
`,
    },
    'bogus.example': { dnssec: 'bogus', records: '@ MX 10 mx\nmx A 127.0.1.2\n' },
  };
}
