import { eventually, type TestClient } from '@mailyard/testing';

import { replies } from '../../reply/replies.js';
import { ReplyError, type Answer } from '../../reply/reply.js';
import { envelope, transaction, trusting, underWay, type Final } from '../spec-support/pipelined.js';
import { TestServer } from '../spec-support/test-server.js';

const queued = (name: string): Answer => replies.queued.withText(name);

async function expectEach(client: TestClient, ...patterns: readonly RegExp[]): Promise<void> {
  for (const pattern of patterns) await client.expect(pattern);
}

describe('a peer whose transactions may be pipelined', () => {
  it('is read on while they are under way, and has the replies in order (RFC 2920 §3.2)', async () => {
    const { server, finals } = await trusting();
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(`${transaction('one')}${transaction('two')}${transaction('three')}NOOP\r\n`);
    await underWay(finals, 3);
    expect(server.handler.accepted).toEqual(['one', 'two', 'three']);
    await expectEach(client, /^250 2\.1\.0/, /^250 2\.1\.5/);
    finals[2]?.resolve(queued('third'));
    finals[1]?.reject(new ReplyError(replies.insufficientResources));
    expect(server.handler.transcript).not.toContain('third');
    finals[0]?.resolve(queued('first'));
    await expectEach(client, /^250 2\.6\.0 first$/, /^250 2\.1\.0/, /^250 2\.1\.5/, /^452 4\.3\.1/);
    await expectEach(client, /^250 2\.1\.0/, /^250 2\.1\.5/, /^250 2\.6\.0 third$/, /^250 2\.0\.0 OK$/);
    await client.quit();
    const said = server.handler.events.filter(({ event }) => event === '>').map(({ data }) => data);
    expect(
      said
        .slice(-11)
        .map((line) => line.slice(4, 9))
        .join(' '),
    ).toBe('2.1.0 2.1.5 2.6.0 2.1.0 2.1.5 4.3.1 2.1.0 2.1.5 2.6.0 2.0.0 2.0.0');
  });

  it('has a reply for each recipient in LMTP, and refusals of commands in their place', async () => {
    const { server, finals } = await trusting({
      protocol: 'LMTP',
      decide: {
        rcpt: ({ path }) => {
          if (path.localPart === 'unknown') throw new ReplyError(replies.noSuchMailbox);
        },
      },
    });
    await using _server = server;
    const client = await server.connect();
    await client.command('LHLO x', /^250/);
    const refused = 'MAIL FROM:<a@b.example>\r\nRCPT TO:<unknown@mx.example>\r\nBDAT 1 LAST\r\nxRSET\r\n';
    const two =
      'MAIL FROM:<a@b.example>\r\nRCPT TO:<b@mx.example>\r\nRCPT TO:<c@mx.example>\r\nBDAT 1 LAST\r\ny';
    await client.sendRaw(two + refused + two);
    await underWay(finals, 2);
    finals[1]?.resolve([replies.delivered, replies.mailboxUnavailable]);
    finals[0]?.resolve([replies.insufficientStorage, replies.delivered]);
    await expectEach(
      client,
      /^250 2\.1\.0/,
      /^250 2\.1\.5/,
      /^250 2\.1\.5/,
      /^452 4\.3\.1/,
      /^250 2\.0\.0 OK/,
    );
    await expectEach(client, /^250 2\.1\.0/, /^550 5\.1\.1/, /^503 5\.5\.2/, /^250 2\.0\.0 Resetting/);
    await expectEach(
      client,
      /^250 2\.1\.0/,
      /^250 2\.1\.5/,
      /^250 2\.1\.5/,
      /^250 2\.0\.0 OK/,
      /^450 4\.2\.0/,
    );
    await client.quit();
  });

  it('keeps what is said of one transaction apart from the next', async () => {
    const { server, finals } = await trusting({ offer: { proxyCommands: ['XPROXYFROM'] } });
    await using _server = server;
    const client = await server.client();
    const proxy = (sid: string) =>
      `XPROXYFROM SID=${sid} IP=192.0.2.1 PORT=1 DOMAIN=x CONNECTOR=c PERMS=0 AUTHAS=Anonymous\r\n`;
    await client.sendRaw(
      proxy('08A') + transaction('one') + transaction('two') + proxy('08C') + transaction('three'),
    );
    await underWay(finals, 3);
    finals.forEach(({ resolve }) => resolve(queued('taken')));
    for (let count = 0; count < 11; count++) await client.expect(/^250/);
    await client.quit();
    const sids = server.handler.messages.map(({ proxied }) => proxied?.sid);
    expect(sids).toEqual(['08A', undefined, '08C']);
  });

  it('may end a transaction with DATA, and waits before the next 354', async () => {
    const { server, finals } = await trusting();
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(`${envelope}DATA\r\n`);
    await expectEach(client, /^250/, /^250/, /^354/);
    await client.sendRaw(`one\r\n.\r\n${envelope}DATA\r\n`);
    await underWay(finals, 1);
    await eventually(() => server.handler.envelopes.length === 2);
    expect(server.handler.messages).toHaveLength(1);
    finals[0]?.resolve(queued('first'));
    await expectEach(client, /^250 2\.6\.0 first$/, /^250/, /^250/, /^354/);
    await client.sendRaw('two\r\n.\r\nQUIT\r\n');
    await underWay(finals, 2);
    finals[1]?.resolve(queued('second'));
    await expectEach(client, /^250 2\.6\.0 second$/, /^221/);
    await client.closed();
  });

  it('has all its replies when it closes its side', async () => {
    const { server, finals } = await trusting();
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(transaction('one') + transaction('two'));
    client.endInput();
    await underWay(finals, 2);
    await eventually(() => server.handler.envelopes.length === 2);
    finals[1]?.resolve(queued('second'));
    finals[0]?.resolve(queued('first'));
    await expectEach(client, /^250/, /^250/, /^250 2\.6\.0 first$/, /^250/, /^250/, /^250 2\.6\.0 second$/);
    await client.closed();
  });

  it('is asked to wait for a service that stops until its transactions have ended', async () => {
    const { server, finals } = await trusting();
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(transaction('one'));
    await underWay(finals, 1);
    await expectEach(client, /^250/, /^250/);
    const stopped = server.listener.stop(60_000);
    finals[0]?.resolve(queued('first'));
    await expectEach(client, /^250 2\.6\.0 first$/, /^421 4\.3\.2/);
    await client.closed();
    await stopped;
  });
});

describe('so much may be under way', () => {
  it.each([
    ['32 transactions', 'x', 32],
    ['8 MiB', 'x'.repeat(3_000_000), 3],
  ])('%s; then the peer waits', async (_name, content, most) => {
    const { server, finals } = await trusting({
      offer: { size: { limitBytes: 0, advertise: 'no' } },
    });
    await using _server = server;
    const client = await server.client();
    const sent = client.sendRaw(transaction(content).repeat(most + 2));
    await underWay(finals, most);
    // One more is neither asked for nor taken, however often the event loop turns.
    for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
    expect(server.handler.envelopes).toHaveLength(most);
    finals[0]?.resolve(queued('first'));
    await underWay(finals, most + 1);
    finals.forEach(({ resolve }) => resolve(queued('taken')));
    await underWay(finals, most + 2);
    finals.at(-1)?.resolve(queued('last'));
    await sent;
    for (let count = 0; count < 3 * (most + 2); count++) await client.expect(/^250/);
    await client.quit();
  });

  it('the others are answered before they are read on', async () => {
    const finals: Final[] = [];
    await using server = await TestServer.start({
      final: () => {
        const final = Promise.withResolvers<Answer>();
        finals.push(final);
        return final.promise;
      },
    });
    const client = await server.client();
    await client.sendRaw(transaction('one') + transaction('two'));
    await underWay(finals, 1);
    await expectEach(client, /^250/, /^250/);
    expect(server.handler.envelopes).toHaveLength(1);
    finals[0]?.resolve(queued('first'));
    await expectEach(client, /^250 2\.6\.0 first$/, /^250/, /^250/);
    await underWay(finals, 2);
    finals[1]?.resolve(queued('second'));
    await client.expect(/^250 2\.6\.0 second$/);
    await client.quit();
  });
});
