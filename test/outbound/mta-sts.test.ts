import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:https';
import { join } from 'node:path';

import { issue, type Issued } from '@mailyard/certificates/testing';
import { eventually, freePort, tempDir, type TempDir } from '@mailyard/testing';
import { stringify } from 'yaml';

import { message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { certificateIn } from '../stack/certificate.js';
import { NameServers, nameServersInstalled } from '../stack/name-servers.js';
import { organizationText } from '../stack/organization.js';
import { organizationCommand } from '../stack/organization-command.js';
import { ReceivingHost } from '../stack/receiving-host.js';
import { Services } from '../stack/services.js';

// Policies are on port 443, which root alone may listen on; and DNS needs Knot and Unbound.
const possible = process.getuid?.() === 0 && (await nameServersInstalled());
const suite = possible ? describe : describe.skip;

const domains = ['good', 'stripped', 'stranger', 'unlisted', 'testing'] as const;
const mailPort = await freePort();

suite('MTA-STS policies (RFC 8461) of those to whom mail goes', () => {
  let dir: TempDir;
  let dns: NameServers;
  let withTls: ReceivingHost;
  let without: ReceivingHost;
  let web: Server;
  let stack: Services;
  const fetched: string[] = [];

  beforeAll(async () => {
    dir = await tempDir('mailyard-sts');
    const authority = await issue('authority', { authority: true });
    const ca = join(dir.path, 'ca.pem');
    await writeFile(ca, authority.certificate);
    const host = await issue('mx.good.example', { by: authority, names: ['mx.good.example'] });
    withTls = await ReceivingHost.start({ address: '127.0.1.1', port: mailPort, certificate: host });
    without = await ReceivingHost.start({ address: '127.0.1.2', port: mailPort });
    web = await policyServer(authority, fetched);
    dns = await NameServers.start({ example: { records: zone } });
    const { address, port } = dns.resolver;
    const organization = organizationText({ serverSettings: { InternalDNSServers: [`${address}:${port}`] } });
    const SendConnectors = [{ Name: 'To Internet', AddressSpaces: '*', Port: mailPort }];
    stack = await Services.start({
      organization: organization + stringify({ SendConnectors }),
      env: { NODE_EXTRA_CA_CERTS: ca },
    });
  }, 60_000);
  afterAll(async () => {
    await stack.stop();
    await withTls[Symbol.asyncDispose]();
    await without[Symbol.asyncDispose]();
    web.closeAllConnections();
    web.close();
    await dns.stop();
    await dir.remove();
  }, 60_000);

  async function send(recipient: string): Promise<string> {
    const client = await greeted(stack.site.port(2525));
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await certificateIn(stack.site.pkiDir)) });
    await client.ehlo('mbx02.contoso.com');
    const sent = message({ from: 'alice@contoso.com', to: recipient });
    await transact(client, sent, { from: 'alice@contoso.com', to: [recipient] });
    await client.quit();
    return sent.id;
  }

  async function expectArrival(host: ReceivingHost, id: string, { tls }: { readonly tls: boolean }) {
    const arrived = () => host.messages.find(({ content }) => content.includes(id));
    await eventually(() => arrived() !== undefined, { what: `${id} at its host` });
    expect(arrived()?.tls).toBe(tls);
  }

  it('enforce: TLS with the host that the policy names, and the policy is fetched once', async () => {
    await expectArrival(withTls, await send('carol@good.example'), { tls: true });
    await expectArrival(withTls, await send('dave@good.example'), { tls: true });
    expect(fetched.filter((host) => host === 'mta-sts.good.example')).toHaveLength(1);
    expect(await stack.redis.ttl('mailyard:mta-sts:good.example')).toBeGreaterThan(604_000);
  });

  it.each([
    ['stripped', 'STARTTLS'],
    ['stranger', 'mx.stranger.example'],
    ['unlisted', 'is not one of its hosts'],
  ])('enforce: mail for %s.example waits, and LastError names the policy', async (name, reason) => {
    const before = [withTls.messages.length, without.messages.length];
    const domain = `${name}.example`;
    await send(`carol@${domain}`);
    await eventually(
      async () => {
        const { output } = await organizationCommand(stack, 'queue', 'list', '--json');
        expect(output).toMatch(new RegExp(`4\\.7\\.5 .*MTA-STS policy of ${domain}.*${reason}`));
      },
      { deadlineMs: 20_000, what: `the queue of ${domain} to say why it waits` },
    );
    expect([withTls.messages.length, without.messages.length]).toEqual(before);
  });

  it('testing: mail goes as without a policy', async () => {
    await expectArrival(without, await send('carol@testing.example'), { tls: false });
    expect(fetched).toContain('mta-sts.testing.example');
  });
});

/** Each domain says that it has a policy; `stranger` presents another one's certificate. */
const zone = domains
  .map(
    (name) => `
${name} MX 10 mx.${name}
mx.${name} A ${name === 'stripped' || name === 'testing' ? '127.0.1.2' : '127.0.1.1'}
_mta-sts.${name} TXT "v=STSv1; id=1;"
mta-sts.${name} A 127.0.1.3`,
  )
  .join('');

async function policyServer(authority: Issued, fetched: string[]): Promise<Server> {
  const names = domains.map((name) => `mta-sts.${name}.example`);
  const { certificate: cert, key } = await issue('policies', { by: authority, names });
  const server = createServer({ cert, key }, ({ headers, url }, response) => {
    const { host = '' } = headers;
    fetched.push(host);
    const domain = host.replace('mta-sts.', '');
    const mode = domain === 'testing.example' ? 'testing' : 'enforce';
    const mx = domain === 'unlisted.example' ? 'mx.elsewhere.example' : `mx.${domain}`;
    const isPolicy = url === '/.well-known/mta-sts.txt';
    response.writeHead(isPolicy ? 200 : 404, { 'content-type': 'text/plain' });
    response.end(`version: STSv1\r\nmode: ${mode}\r\nmx: ${mx}\r\nmax_age: 604800\r\n`);
  });
  server.listen(443, '127.0.1.3');
  await once(server, 'listening');
  return server;
}
