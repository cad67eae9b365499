import { replies, ReplyError } from '@mailyard/smtp';
import { eventually, type TestClient } from '@mailyard/testing';

import { defaultConnector } from '../../testing/contoso.js';
import { TestOrganization } from '../../testing/test-organization.js';
import { clientAt, content, envelope } from '../../testing/waiting-client.js';
import type { Hub } from './hub-chooser.js';
import { wholeMessageBytesMax } from './whole-message.js';

let test: TestOrganization;

beforeEach(async () => {
  test = await TestOrganization.start();
});
afterEach(() => test.stop());

const large = `${'x'.repeat(998)}\r\n`.repeat(wholeMessageBytesMax / 500);

async function clientOf(hubs: readonly Hub[]): Promise<TestClient> {
  return clientAt((await test.frontEnd(defaultConnector('Default Frontend'), hubs)).port);
}

describe('after content has gone out', () => {
  it('a hub that dies during content: 451, and no second copy anywhere', async () => {
    const [first, second] = [await test.hub('first'), await test.hub('second')];
    const client = await clientOf([first.hub, second.hub]);
    let killed: Promise<void> | undefined;
    // It does not go on before its connections are cut: otherwise it might well take the whole message.
    first.submission.onWrite = () => (killed ??= first.kill());
    await client.command('DATA', /^354 /);
    await client.sendRaw(large);
    await eventually(() => expect(killed).toBeDefined());
    await killed;
    // Only now the end: a hub that dies when it has all of a message may have taken it.
    await client.sendRaw(`${large}.\r\n`);
    await client.expect(/^451 4\.7\.0 .*PRX5$/);
    expect([first, second].flatMap(({ submission }) => submission.messages)).toEqual([]);
    await client.command('NOOP', /^250 /);
  });

  it('a hub that dies before its final reply: none for the client either, since nobody knows', async () => {
    const hub = await test.hub();
    hub.submission.onEnd = async () => {
      await hub.kill();
      return undefined;
    };
    const client = await clientOf([hub.hub]);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}.\r\n`);
    await client.closed();
  });

  it('MaxHeaderSize of the hub: its refusal ends the session, as that of Front End’s connector does', async () => {
    const hub = await test.hub('hub-1', { connector: { MaxHeaderSize: 1000 } });
    hub.submission.onEnd = () => replies.headerTooLarge;
    const dialogue = await clientOf([hub.hub]);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`X-Long: ${'x'.repeat(900)}\r\n`.repeat(2));
    await dialogue.sendRaw(`${content}.\r\n`);
    await dialogue.expect(/^552 5\.3\.4 Message header size exceeds/);
    await dialogue.closed();
  });

  it.each([
    [replies.hopCountExceeded, /^554 5\.4\.6 Hop count exceeded - possible mail loop$/],
    [replies.insufficientResources, /^452 4\.3\.1 /],
    [replies.notAvailable, /^451 4\.7\.0 /],
    [replies.bdatTransactionFailed, /^451 4\.7\.0 /],
  ])('the hub’s verdict %s reaches the client as %s', async (verdict, expected) => {
    const hub = await test.hub();
    hub.submission.onEnd = () => verdict;
    const client = await clientOf([hub.hub]);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}.\r\n`);
    await client.expect(expected);
    await client.command('NOOP', /^250 /);
  });

  it('a client that vanishes leaves nothing at the hub', async () => {
    const hub = await test.hub();
    const client = await clientOf([hub.hub]);
    await client.command('DATA', /^354 /);
    await client.sendRaw(large);
    await eventually(() => expect(hub.log.some(({ data }) => data.startsWith('BDAT'))).toBe(true));
    client.vanish();
    await eventually(() => expect(hub.submission.aborted).toBe(1));
    expect(hub.submission.messages).toEqual([]);
  });

  it('RSET between chunks (RFC 3030 §2) gives the message up', async () => {
    const hub = await test.hub();
    const client = await clientOf([hub.hub]);
    await client.sendRaw(`BDAT 5\r\nhello`);
    await client.expect(/^250 /);
    await client.command('RSET', /^250 /);
    await envelope(client);
    await client.sendRaw(`BDAT ${content.length} LAST\r\n${content}`);
    await client.expect(/^250 2\.6\.0 /);
    expect(hub.submission.messages.map((message) => message.content.toString())).toEqual([content]);
  });
});

it('a large message streams: the client is held back while the hub does not take more', async () => {
  const hub = await test.hub();
  let taken = 0;
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  hub.submission.onWrite = async (octets) => {
    taken += octets;
    await gate;
  };
  const client = await clientOf([hub.hub]);
  await client.command('DATA', /^354 /);
  const piece = `${'x'.repeat(998)}\r\n`.repeat(1000);
  let sent = 0;
  const sending = (async () => {
    for (let index = 0; index < 30; index += 1) {
      await client.sendRaw(piece);
      sent += piece.length;
    }
    await client.sendRaw('.\r\n');
  })();
  await eventually(() => expect(taken).toBeGreaterThan(0));
  // Buffers of two connections and a few chunks are all that lies between client and hub.
  let stalled = -1;
  const unchanged = () => {
    const before = stalled;
    stalled = sent;
    return sent === before;
  };
  await eventually(unchanged, { intervalMs: 200 });
  expect(stalled).toBeLessThan(25_000_000);
  open();
  await sending;
  await client.expect(/^250 2\.6\.0 /);
  expect(hub.submission.messages[0]?.content.length).toBe(30_000_000);
});

it('a hub that refuses in the midst of the content is heard, although its connection ends by that', async () => {
  const hub = await test.hub();
  hub.submission.onWrite = () => Promise.reject(new ReplyError(replies.insufficientResources));
  const client = await clientOf([hub.hub]);
  await client.command('DATA', /^354 /);
  await client.sendRaw(`${`${'x'.repeat(998)}\r\n`.repeat(1000)}.\r\n`);
  await client.expect(/^452 4\.3\.1 /);
  await client.quit();
});
