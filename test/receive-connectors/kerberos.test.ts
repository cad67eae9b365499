import { once } from 'node:events';
import { connect, createServer, type AddressInfo } from 'node:net';

import { eventually, TestClient } from '@mailyard/testing';

import { greeted } from '../mail/send.js';
import { kerberosInstalled, Kdc } from '../stack/kdc.js';
import { Services } from '../stack/services.js';

// A real key distribution center and GNU SASL as client; without these packages there is nothing to test with.
const suite = (await kerberosInstalled()) ? describe.each : describe.skip.each;

suite(['aes256-cts-hmac-sha1-96', 'aes128-cts-hmac-sha1-96'])('GSSAPI with %s (RFC 4752)', (encryption) => {
  let kdc: Kdc;
  let stack: Services;
  let port: number;
  let keytab: string;

  beforeAll(async () => {
    kdc = await Kdc.start(encryption);
    for (const user of ['alice', 'mallory']) await kdc.addUser(user);
    keytab = await kdc.addService('smtp/mbx01.contoso.com');
    await kdc.addService('imap/mbx01.contoso.com', keytab);
    await kdc.addService('smtp/other.contoso.com');
    stack = await Services.start({
      services: ['hub-transport', 'front-end-transport'],
      env: { MAILYARD_KERBEROS_KEYTAB: keytab },
    });
    port = stack.site.port(587);
  }, 60_000);
  afterAll(async () => {
    await stack.stop();
    await kdc.stop();
  }, 60_000);

  it('is offered where Integrated and EnableAuthGSSAPI are set, before TLS, too', async () => {
    expect((await (await greeted(port)).ehlo()).get('AUTH')).toBe('GSSAPI');
    expect((await (await greeted(stack.site.port(25))).ehlo()).has('AUTH')).toBe(false);
  });

  it('a user of the realm signs in as the mailbox of that name', async () => {
    expect(await kdc.gsasl({ port, user: 'alice' })).toMatch(/^235 2\.7\.0 Authentication successful/m);
  });

  it('a user of the realm without a mailbox does not', async () => {
    expect(await kdc.gsasl({ port, user: 'mallory' })).toMatch(/^535 5\.7\.3 /m);
  });

  it('a ticket for a service whose key is not in the keytab is no use', async () => {
    expect(await kdc.gsasl({ port, user: 'alice', hostname: 'other.contoso.com' })).toMatch(/^535 5\.7\.3 /m);
  });

  it('a ticket for a service other than smtp is no use, although its key is in the keytab', async () => {
    expect(await kdc.gsasl({ port, user: 'alice', service: 'imap' })).toMatch(/^535 5\.7\.3 /m);
  });

  it.each([
    ['alice', 235],
    ['alice@contoso.com', 235],
    [String.raw`CONTOSO\alice`, 235],
    ['bob@contoso.com', 535],
  ])('alice may act as %s: %i', async (identity, code) => {
    expect(await kdc.gsasl({ port, user: 'alice', identity })).toMatch(new RegExp(`^${code} `, 'm'));
  });

  it('an exchange that somebody has recorded signs nobody in', async () => {
    const recorder = await record(port);
    expect(await kdc.gsasl({ port: recorder.port, user: 'alice' })).toMatch(/^235 /m);
    const [command = '', request = '', empty, last = ''] = await recorder.stop();
    expect([command, request.slice(0, 2), empty, last.slice(0, 4)]).toEqual([
      'AUTH GSSAPI',
      'YI',
      '',
      'BQQE',
    ]);
    const client = await greeted(port);
    await client.command(command, /^334 $/);
    await client.command(request, /^334 YI/);
    await client.command('', /^334 BQQF/);
    await client.command(last, /^535 5\.7\.3 /);
    await client.quit();
  });

  it('a new key works without a restart', async () => {
    await kdc.newKey('smtp/mbx01.contoso.com', keytab);
    const signsIn = async () => /^235 /m.test(await kdc.gsasl({ port, user: 'alice' }));
    expect(await eventually(signsIn, { what: 'the keytab to be read again', deadlineMs: 20_000 })).toBe(true);
  }, 30_000);

  it.each([
    ['no token', ''],
    ['noise', Buffer.alloc(100, 7).toString('base64')],
    ['a token that ends too early', 'YIIC'],
  ])('%s: 535', async (_, token) => {
    const client: TestClient = await greeted(port);
    await client.command('AUTH GSSAPI', /^334 $/);
    await client.command(token, /^535 5\.7\.3 Authentication unsuccessful$/);
    await client.quit();
  });
});

/** Passes a session on and keeps what the client said from AUTH on. */
async function record(target: number) {
  const said: Buffer[] = [];
  const server = createServer((client) => {
    const onward = connect(target, '127.0.0.1');
    client.on('data', (octets: Buffer) => said.push(octets));
    client.pipe(onward).pipe(client);
    for (const socket of [client, onward]) socket.on('error', () => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    stop: async () => {
      server.close();
      const lines = Buffer.concat(said).toString().split('\r\n');
      return lines.slice(lines.findIndex((line) => line.startsWith('AUTH ')));
    },
  };
}
