import { replies, ReplyError } from '@mailyard/smtp';
import { eventually, SmtpDialogue } from '@mailyard/testing';

import { contoso, defaultConnector } from '../testing/contoso.js';
import { TestOrganization } from '../testing/services.js';
import type { Hub } from './hub-chooser.js';

let test: TestOrganization;

beforeEach(async () => {
  test = await TestOrganization.start();
});
afterEach(() => test.stop());

/** A client that has sent MAIL and RCPT and was told 250 for all of it. */
async function clientOf(hubs: readonly Hub[]): Promise<SmtpDialogue> {
  const { port } = await test.frontEnd(defaultConnector('Default Frontend'), hubs);
  return clientAt(port);
}

async function clientAt(port: number): Promise<SmtpDialogue> {
  const dialogue = await SmtpDialogue.connect(port);
  await dialogue.expect(/^220 /);
  await dialogue.ehlo();
  await envelope(dialogue);
  return dialogue;
}

async function envelope(dialogue: SmtpDialogue): Promise<void> {
  await dialogue.command('MAIL FROM:<x@fabrikam.com>', /^250 /);
  await dialogue.command('RCPT TO:<alice@contoso.com>', /^250 /);
  await dialogue.command('RCPT TO:<bob@contoso.com>', /^250 /);
}

const content = 'Subject: hello\r\n\r\nhello\r\n';
const large = `${'x'.repeat(998)}\r\n`.repeat(300);

describe('a hub is chosen before content', () => {
  it('no hub at all: 451 instead of 354, and the session goes on', async () => {
    const dialogue = await clientOf([]);
    await dialogue.command('DATA', /^451 4\.7\.0 .*PRX5$/);
    await dialogue.command('NOOP', /^250 /);
  });

  it('a hub that is not there is skipped', async () => {
    const [dead, live] = [await test.hub('dead'), await test.hub('live')];
    await dead.kill();
    const dialogue = await clientOf([dead.hub, live.hub]);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`${content}.\r\n`);
    await dialogue.expect(/^250 2\.6\.0 /);
    expect(live.acceptance.messages).toHaveLength(1);
    expect(test.problems).toHaveLength(1);
  });

  it('a hub to which we allow ourselves no further connection is not remembered as failed', async () => {
    const [busy, other] = [await test.hub('busy'), await test.hub('other')];
    const frontEnd = await test.frontEnd(defaultConnector('Default Frontend'), [busy.hub], { maxPerHost: 1 });
    const [first, second] = [await clientAt(frontEnd.port), await clientAt(frontEnd.port)];
    await first.command('DATA', /^354 /);
    await second.command('DATA', /^451 4\.7\.0 .*PRX5$/);
    expect(test.problems).toMatchObject([{ kind: 'limit' }]);
    await first.sendRaw(`${content}.\r\n`);
    await first.expect(/^250 2\.6\.0 /);
    frontEnd.chooser.update([busy.hub, other.hub]);
    expect(frontEnd.chooser.candidates()).toEqual([busy.hub, other.hub]);
  });

  it('a hub of another organization is never given mail', async () => {
    const foreign = await TestOrganization.start();
    try {
      const dialogue = await clientOf([(await foreign.hub()).hub]);
      await dialogue.command('DATA', /^451 4\.7\.0 .*PRX4$/);
    } finally {
      await foreign.stop();
    }
  });

  it('a hub that dies between 354 and the content is replaced', async () => {
    const [first, second] = [await test.hub('first'), await test.hub('second')];
    const dialogue = await clientOf([first.hub, second.hub]);
    await dialogue.command('DATA', /^354 /);
    await first.kill();
    await dialogue.sendRaw(`${content}.\r\n`);
    await dialogue.expect(/^250 2\.6\.0 /);
    expect(second.acceptance.messages[0]?.content.toString()).toBe(content);
    expect(second.acceptance.messages[0]?.envelope.recipients).toHaveLength(2);
    expect(first.acceptance.messages).toEqual([]);
  });

  it('a pooled connection that died with its hub is no reason to refuse, once the hub is back', async () => {
    const hub = await test.hub();
    const dialogue = await clientOf([hub.hub]);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`${content}.\r\n`);
    await dialogue.expect(/^250 /);
    await hub.kill();
    await hub.revive();
    await envelope(dialogue);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`${content}.\r\n`);
    await dialogue.expect(/^250 /);
    expect(hub.acceptance.messages).toHaveLength(2);
  });
});

describe('a recipient that the client believes accepted is not lost', () => {
  /** Knows nothing of relay.contoso.com, which Front End has just learned of. */
  const staleHub = async () => test.hub('stale', { organization: await contoso([]) });

  async function relayingClient(hubs: readonly Hub[]): Promise<SmtpDialogue> {
    const dialogue = await clientOf(hubs);
    await dialogue.command('RCPT TO:<carol@relay.contoso.com>', /^250 /);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`${content}.\r\n`);
    return dialogue;
  }

  it('a hub that refuses one RCPT gets nothing of the message: 451', async () => {
    const stale = await staleHub();
    const dialogue = await relayingClient([stale.hub]);
    await dialogue.expect(/^451 4\.7\.0 /);
    expect(stale.log.some(({ data }) => data.startsWith('BDAT'))).toBe(false);
    expect(stale.acceptance.messages).toEqual([]);
    await dialogue.command('NOOP', /^250 /);
  });

  it('another hub may take all of them', async () => {
    const [stale, good] = [await staleHub(), await test.hub('good')];
    const dialogue = await relayingClient([stale.hub, good.hub]);
    await dialogue.expect(/^250 2\.6\.0 /);
    expect(good.acceptance.messages[0]?.envelope.recipients).toHaveLength(3);
  });

  it('the connection on which a hub refused serves the next transaction', async () => {
    const stale = await staleHub();
    const dialogue = await relayingClient([stale.hub]);
    await dialogue.expect(/^451 /);
    await envelope(dialogue);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`${content}.\r\n`);
    await dialogue.expect(/^250 2\.6\.0 /);
    expect(stale.acceptance.messages[0]?.envelope.recipients).toHaveLength(2);
  });

  it('a hub under back pressure refuses the content in its own words', async () => {
    const hub = await test.hub();
    hub.acceptance.onAccept = () => {
      throw new ReplyError(replies.insufficientResources);
    };
    const dialogue = await clientOf([hub.hub]);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`${content}.\r\n`);
    await dialogue.expect(/^452 4\.3\.1 /);
  });
});

describe('after content has gone out', () => {
  it('a hub that dies during content: 451, and no second copy anywhere', async () => {
    const [first, second] = [await test.hub('first'), await test.hub('second')];
    const dialogue = await clientOf([first.hub, second.hub]);
    let killed: Promise<void> | undefined;
    // It does not go on before its connections are cut: otherwise it might well take the whole message.
    first.acceptance.onWrite = () => (killed ??= first.kill());
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(large);
    await eventually(() => expect(killed).toBeDefined());
    await killed;
    // Only now the end: a hub that dies when it has all of a message may have taken it.
    await dialogue.sendRaw(`${large}.\r\n`);
    await dialogue.expect(/^451 4\.7\.0 .*PRX5$/);
    expect([first, second].flatMap(({ acceptance }) => acceptance.messages)).toEqual([]);
    await dialogue.command('NOOP', /^250 /);
  });

  it('a hub that dies before its final reply: none for the client either, since nobody knows', async () => {
    const hub = await test.hub();
    hub.acceptance.onEnd = async () => {
      await hub.kill();
      return undefined;
    };
    const dialogue = await clientOf([hub.hub]);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`${content}.\r\n`);
    await dialogue.closed();
  });

  it.each([
    [replies.hopCountExceeded, /^554 5\.4\.6 Hop count exceeded - possible mail loop$/],
    [replies.insufficientResources, /^452 4\.3\.1 /],
    [replies.notAvailable, /^451 4\.7\.0 /],
    [replies.bdatTransactionFailed, /^451 4\.7\.0 /],
  ])('the hub’s verdict %s reaches the client as %s', async (verdict, expected) => {
    const hub = await test.hub();
    hub.acceptance.onEnd = () => verdict;
    const dialogue = await clientOf([hub.hub]);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`${content}.\r\n`);
    await dialogue.expect(expected);
    await dialogue.command('NOOP', /^250 /);
  });

  it('a client that vanishes leaves nothing at the hub', async () => {
    const hub = await test.hub();
    const dialogue = await clientOf([hub.hub]);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(large);
    dialogue.vanish();
    await eventually(() => expect(hub.acceptance.aborted).toBe(1));
    expect(hub.acceptance.messages).toEqual([]);
  });

  it('RSET between chunks (RFC 3030 §2) gives the message up', async () => {
    const hub = await test.hub();
    const dialogue = await clientOf([hub.hub]);
    await dialogue.sendRaw(`BDAT 5\r\nhello`);
    await dialogue.expect(/^250 /);
    await dialogue.command('RSET', /^250 /);
    await envelope(dialogue);
    await dialogue.sendRaw(`BDAT ${content.length} LAST\r\n${content}`);
    await dialogue.expect(/^250 2\.6\.0 /);
    expect(hub.acceptance.messages.map((message) => message.content.toString())).toEqual([content]);
  });
});

it('a large message streams: the client is held back while the hub does not take more', async () => {
  const hub = await test.hub();
  let taken = 0;
  let open: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  hub.acceptance.onWrite = async (octets) => {
    taken += octets;
    await gate;
  };
  const dialogue = await clientOf([hub.hub]);
  await dialogue.command('DATA', /^354 /);
  const piece = `${'x'.repeat(998)}\r\n`.repeat(1000);
  let sent = 0;
  const sending = (async () => {
    for (let index = 0; index < 30; index += 1) {
      await dialogue.sendRaw(piece);
      sent += piece.length;
    }
    await dialogue.sendRaw('.\r\n');
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
  await dialogue.expect(/^250 2\.6\.0 /);
  expect(hub.acceptance.messages[0]?.content.length).toBe(30_000_000);
});

it('a hub that refuses in the midst of the content is heard, although its connection ends by that', async () => {
  const hub = await test.hub();
  hub.acceptance.onWrite = () => Promise.reject(new ReplyError(replies.insufficientResources));
  const dialogue = await clientOf([hub.hub]);
  await dialogue.command('DATA', /^354 /);
  await dialogue.sendRaw(`${`${'x'.repeat(998)}\r\n`.repeat(1000)}.\r\n`);
  await dialogue.expect(/^452 4\.3\.1 /);
  await dialogue.quit();
});

it('connections to hubs are used again', async () => {
  const hub = await test.hub();
  const dialogue = await clientOf([hub.hub]);
  for (let message = 0; message < 3; message += 1) {
    if (message > 0) await envelope(dialogue);
    await dialogue.command('DATA', /^354 /);
    await dialogue.sendRaw(`${content}.\r\n`);
    await dialogue.expect(/^250 2\.6\.0 /);
  }
  expect(hub.log.filter(({ event }) => event === '+')).toHaveLength(1);
  expect(hub.acceptance.messages).toHaveLength(3);
});

it('the hub is told who the client is, in one line before MAIL', async () => {
  const hub = await test.hub();
  const dialogue = await clientOf([hub.hub]);
  await dialogue.command('DATA', /^354 /);
  await dialogue.sendRaw(`${content}.\r\n`);
  await dialogue.expect(/^250 /);
  const received = hub.log.filter(({ event }) => event === '<').map(({ data }) => data);
  expect(received.find((line) => line.startsWith('XPROXYFROM'))).toMatch(
    /^XPROXYFROM SID=[0-9A-F]{16} IP=127\.0\.0\.1 PORT=\d+ DOMAIN=client\.example CONNECTOR=\S+ PERMS=10d AUTHAS=Anonymous$/,
  );
  expect(hub.acceptance.messages[0]?.source.client?.sessionId).toBe(
    (received.find((line) => line.startsWith('XPROXYFROM')) ?? '').slice(15, 31),
  );
});
