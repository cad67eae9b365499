import { setTimeout as pause } from 'node:timers/promises';

import { eventually, type TestClient } from '@mailyard/testing';

import { Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { greeted, openEnvelope, submit } from '../mail/send.js';
import { slowPeers } from '../stack/organization.js';
import { Services } from '../stack/services.js';
import { expectUnharmed } from './aftermath.js';

/** The organization of the tests has a connector with short timeouts for this address. */
const from = { localAddress: slowPeers.address };

describe('slow and vanishing clients', () => {
  let stack: Services;
  let port: number;

  beforeAll(async () => {
    stack = await Services.start();
    port = stack.site.port(25);
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);
  afterEach(() => expectUnharmed(stack), 30_000);

  it('silence is ended with 421 after ConnectionInactivityTimeout', async () => {
    const client = await greeted(port, from);
    await client.expect(/^421 4\.4\.1 /);
    await client.closed();
  });

  it('silence in the midst of content is ended the same way', async () => {
    const client = await greeted(port, from);
    await openEnvelope(client);
    await client.command('DATA', /^354 /);
    await client.sendRaw(message().octets);
    await client.expect(/^421 4\.4\.1 /);
    await client.closed();
  });

  it.each([
    ['a command', async (): Promise<void> => undefined],
    [
      'content',
      async (client: TestClient): Promise<void> => {
        await openEnvelope(client);
        await client.command('DATA', /^354 /);
      },
    ],
  ])('octet by octet, %s takes no longer than ConnectionTimeout', async (_name, prepare) => {
    const client = await greeted(port, from);
    await prepare(client);
    const began = Date.now();
    const ended = client.expect(/^421 4\.4\.[12] /).finally(() => (drip = false));
    let drip = true;
    while (drip && Date.now() - began < 2 * slowPeers.connectionTimeoutMs) {
      await client.sendRaw('x');
      await pause(100);
    }
    await ended;
    await client.closed();
  });

  it.each([
    ['DATA', (client: TestClient): Promise<unknown> => client.command('DATA', /^354 /), ''],
    ['a BDAT chunk', async (): Promise<void> => undefined, 'BDAT 100000 LAST\r\n'],
  ])('a client that vanishes in %s leaves nothing behind', async (_name, begin, prefix) => {
    const client = await greeted(port);
    await openEnvelope(client);
    await begin(client);
    await client.sendRaw(Buffer.concat([Buffer.from(prefix), message().octets]));
    client.vanish();
    await eventually(async () => (await stack.redis.keys('*upload*')).length === 0, {
      what: 'the partial upload to go',
    });
  });

  it('a client that closes after the dot without waiting may or may not have sent its message', async () => {
    const sent = message({ to: 'bob@contoso.com' });
    const client = await greeted(port);
    await openEnvelope(client, { to: ['bob@contoso.com'] });
    await client.command('DATA', /^354 /);
    await client.sendRaw(Buffer.concat([sent.octets, Buffer.from('.\r\n')]));
    client.vanish();
    await new Ledger().settled(stack);
    const copies = (await stack.site.mailbox('bob').messages()).filter(({ id }) => id === sent.id);
    expect(copies.length).toBeLessThanOrEqual(1);
  });

  it('a hundred idle connections do not keep others out', async () => {
    const idle = await Promise.all(Array.from({ length: 100 }, () => greeted(port, from)));
    const sent = message({ to: 'bob@contoso.com' });
    await submit(port, sent, { to: ['bob@contoso.com'] });
    expect((await stack.site.mailbox('bob').message(sent.id)).body).toEqual(sent.body);
    for (const client of idle) client.close();
  });
});
