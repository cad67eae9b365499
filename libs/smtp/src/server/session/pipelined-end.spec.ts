import { eventually, type TestClient } from '@mailyard/testing';

import { replies } from '../../reply/replies.js';
import { ReplyError, UnknownOutcome, type Answer } from '../../reply/reply.js';
import { envelope, transaction, trusting, underWay } from '../spec-support/pipelined.js';

const queued = (name: string): Answer => replies.queued.withText(name);

async function expectEach(client: TestClient, ...patterns: readonly RegExp[]): Promise<void> {
  for (const pattern of patterns) await client.expect(pattern);
}

describe('the end of a session with transactions under way', () => {
  const unknown = new UnknownOutcome({ cause: new Error('Redis does not tell') });

  it('of an unknown outcome nothing is said, nor of those behind it, whose commits go on', async () => {
    const { server, finals } = await trusting();
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(
      `${transaction('one')}${transaction('two')}${transaction('three')}${envelope}BDAT 9 LAST\r\n`,
    );
    await underWay(finals, 3);
    await expectEach(client, /^250/, /^250/);
    await eventually(() => server.handler.envelopes.length === 4);
    finals[1]?.reject(unknown);
    // What comes now is read no more: it could not be answered.
    await client.sendRaw('123456789');
    finals[0]?.resolve(queued('first'));
    await expectEach(client, /^250 2\.6\.0 first$/, /^250 2\.1\.0/, /^250 2\.1\.5/);
    await client.closed();
    expect(server.handler.closings).toBe(0);
    finals[2]?.resolve(queued('third'));
    await eventually(() => server.handler.closings === 1);
    expect(server.handler.transcript).not.toContain('third');
    expect(server.handler.messages.map(({ ends, aborts }) => [ends, aborts.length])).toEqual([
      [1, 0],
      [1, 0],
      [1, 0],
      ...server.handler.messages.slice(3).map(() => [0, 1]),
    ]);
  });

  it('behind 421 nothing is said', async () => {
    const { server, finals } = await trusting();
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(transaction('one') + transaction('two'));
    await underWay(finals, 2);
    finals[1]?.resolve(queued('second'));
    finals[0]?.resolve(replies.notActive);
    await expectEach(client, /^250/, /^250/, /^421 4\.3\.2 Service not active$/);
    await client.closed();
    await eventually(() => server.handler.closings === 1);
    expect(server.handler.transcript).not.toContain('second');
  });

  it('a command that is answered with 421 is answered in its place', async () => {
    const { server, finals } = await trusting({
      decide: {
        mail: ({ reversePath }) => {
          if (reversePath === null) throw new ReplyError(replies.notActive);
        },
      },
    });
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(`${transaction('one')}MAIL FROM:<>\r\n${transaction('two')}`);
    await underWay(finals, 1);
    finals[0]?.resolve(queued('first'));
    await expectEach(client, /^250/, /^250/, /^250 2\.6\.0 first$/, /^421 4\.3\.2/);
    await client.closed();
    expect(server.handler.envelopes).toHaveLength(2);
  });

  it('a fault of the session says nothing in the place of a reply that is due', async () => {
    const { server, finals } = await trusting();
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(transaction('one') + transaction('two'));
    await underWay(finals, 2);
    await expectEach(client, /^250/, /^250/);
    let broken = true;
    server.handler.log = (event) => {
      if (!broken) return void server.handler.events.push(event);
      broken = false;
      throw new Error('the log is full');
    };
    await client.sendRaw('NOOP\r\n');
    await client.closed();
    expect(server.handler.closings).toBe(0);
    for (const final of finals) final.resolve(queued('late'));
    await eventually(() => server.handler.closings === 1);
    expect(server.handler.transcript).not.toMatch(/421|late/);
    expect(server.handler.faults).toHaveLength(1);
  });

  it('a last word that is due says nothing in the place of a reply that will not come', async () => {
    const { server, finals } = await trusting({ limits: { maxCommandsWithoutMail: 3 } });
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(`${transaction('one')}NOOP\r\nNOOP\r\nNOOP\r\n`);
    await underWay(finals, 1);
    await expectEach(client, /^250/, /^250/);
    finals[0]?.reject(unknown);
    await client.closed();
    await eventually(() => server.handler.closings === 1);
    expect(server.handler.transcript).not.toContain('421');
  });

  it('a peer that dies leaves them to their end, and the one within content is aborted', async () => {
    const { server, finals } = await trusting();
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(`${transaction('one')}${transaction('two')}${envelope}BDAT 9 LAST\r\nhalf`);
    await underWay(finals, 2);
    await eventually(() => server.handler.messages[2]?.content.length === 1);
    client.vanish();
    await eventually(() => server.handler.messages[2]?.aborts.length === 1);
    expect(server.handler.closings).toBe(0);
    finals[0]?.resolve(queued('first'));
    finals[1]?.resolve(queued('second'));
    await eventually(() => server.handler.closings === 1);
    expect(server.handler.messages.map(({ ends, aborts }) => [ends, aborts.length])).toEqual([
      [1, 0],
      [1, 0],
      [0, 1],
    ]);
    expect(server.handler.faults).toEqual([]);
    expect(server.handler.events.at(-1)?.context).toBe('Remote(ConnectionReset)');
  });

  it('a handler that cannot even be told of a fault ends it', async () => {
    const { server, finals } = await trusting();
    await using _server = server;
    const client = await server.client();
    await client.sendRaw(transaction('one'));
    await underWay(finals, 1);
    await expectEach(client, /^250/, /^250/);
    server.handler.fault = () => {
      throw new Error('the log is full');
    };
    finals[0]?.reject(new Error('the sink is broken'));
    await client.closed();
    await eventually(() => server.faults.length === 1);
  });
});
