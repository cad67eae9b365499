import { eventually, type TestClient } from '@mailyard/testing';

import { defaultConnector } from '../../testing/contoso.js';
import { TestOrganization, type FrontEndOptions, type RunningHub } from '../../testing/test-organization.js';
import { clientAt, content, envelope } from '../../testing/waiting-client.js';
import { wholeMessageBytesMax } from './whole-message.js';

let test: TestOrganization;
let hub: RunningHub;

beforeEach(async () => {
  test = await TestOrganization.start();
  hub = await test.hub();
});
afterEach(() => test.stop());

async function frontEnd(options: FrontEndOptions = {}): Promise<() => Promise<TestClient>> {
  const { port } = await test.frontEnd(defaultConnector('Default Frontend'), [hub.hub], options);
  return () => clientAt(port);
}

const octets = (count: number) => 'x'.repeat(count);

/** A part of the message that Front End has taken. */
async function chunk(client: TestClient, text: string): Promise<void> {
  await client.sendRaw(`BDAT ${text.length}\r\n${text}`);
  await client.expect(/^250 2\.6\.0 Chunk received OK/);
}

async function last(client: TestClient): Promise<void> {
  await client.sendRaw(`BDAT ${content.length} LAST\r\n${content}`);
  await client.expect(/^250 2\.6\.0 /);
}

/** Transactions of which the hub has heard. */
const begun = () => hub.log.filter(({ event, data }) => event === '<' && data.startsWith('MAIL')).length;

it('the hub hears of a small message when all of it is there', async () => {
  const client = await (await frontEnd())();
  await chunk(client, content);
  expect(begun()).toBe(0);
  await last(client);
  expect(begun()).toBe(1);
  expect(hub.submission.messages[0]?.content.toString()).toBe(`${content}${content}`);
});

it('a message that turns out to be large is sent on as it comes, from its beginning', async () => {
  const client = await (await frontEnd())();
  const parts = [
    content,
    ...Array.from({ length: 4 }, (_, index) => String(index).repeat(wholeMessageBytesMax / 3)),
  ];
  for (const part of parts) await chunk(client, part);
  await eventually(() => expect(begun()).toBe(1));
  await last(client);
  expect(begun()).toBe(1);
  expect(hub.submission.messages[0]?.content.toString()).toBe([...parts, content].join(''));
});

it('whoever sends octets one by one is not kept long', async () => {
  const client = await (await frontEnd())();
  for (let index = 0; index < wholeMessageBytesMax / 120; index += 1) await chunk(client, '\n');
  await eventually(() => expect(begun()).toBe(1));
});

it('all that is kept together is bounded; what has no room is sent on, and room comes back', async () => {
  const connect = await frontEnd({ memoryBytes: 3000 });
  const [first, second] = [await connect(), await connect()];
  await chunk(first, octets(2000));
  await chunk(second, octets(2000));
  await eventually(() => expect(begun()).toBe(1));
  await last(first);
  await last(second);
  for (const end of [last, (client: TestClient) => client.command('RSET', /^250 /), last]) {
    await envelope(first);
    const before = begun();
    await chunk(first, octets(2000));
    expect(begun()).toBe(before);
    await end(first);
  }
  expect(hub.submission.messages).toHaveLength(4);
});

it('while half of that is taken no message grows large', async () => {
  const connect = await frontEnd({ memoryBytes: 3 * wholeMessageBytesMax });
  const clients = [await connect(), await connect()];
  for (const client of clients) await chunk(client, octets(wholeMessageBytesMax / 2));
  expect(begun()).toBe(0);
  await chunk(await connect(), octets(Math.floor(0.9 * wholeMessageBytesMax)));
  await eventually(() => expect(begun()).toBe(1));
});

describe('small messages of several clients are under way on one connection', () => {
  /** So many have all of their content at the hub, and wait for it. */
  async function underWay(clients: readonly TestClient[], until: Promise<void>): Promise<void> {
    let ended = 0;
    hub.submission.onEnd = async () => {
      ended += 1;
      await until;
      return undefined;
    };
    for (const client of clients) await client.sendRaw(`BDAT ${content.length} LAST\r\n${content}`);
    await eventually(() => expect(ended).toBe(clients.length));
  }

  const connections = () => hub.log.filter(({ event }) => event === '+').length;

  it('and each hears what became of its own', async () => {
    const connect = await frontEnd();
    const clients = [await connect(), await connect(), await connect()];
    const gate = Promise.withResolvers<void>();
    await underWay(clients, gate.promise);
    expect(connections()).toBe(1);
    gate.resolve();
    for (const client of clients) await client.expect(/^250 2\.6\.0 /);
    expect(hub.submission.messages).toHaveLength(3);
  });

  it('a large one does not wait for them', async () => {
    const connect = await frontEnd();
    const [small, large] = [await connect(), await connect()];
    const gate = Promise.withResolvers<void>();
    await underWay([small], gate.promise);
    hub.submission.onEnd = () => undefined;
    await chunk(large, octets(wholeMessageBytesMax + 1));
    await last(large);
    expect(connections()).toBe(2);
    gate.resolve();
    await small.expect(/^250 2\.6\.0 /);
  });

  it('and when the hub dies none of them hears anything, since nobody knows', async () => {
    const connect = await frontEnd();
    const clients = [await connect(), await connect()];
    const gate = Promise.withResolvers<void>();
    await underWay(clients, gate.promise);
    await hub.kill();
    for (const client of clients) await client.closed();
    gate.resolve();
  });
});
