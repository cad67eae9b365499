import { replies, ReplyError } from '@mailyard/smtp';
import type { TestClient } from '@mailyard/testing';

import { contoso, defaultConnector } from '../../testing/contoso.js';
import { TestOrganization } from '../../testing/test-organization.js';
import { clientAt, content, envelope } from '../../testing/waiting-client.js';
import type { Hub } from './hub-chooser.js';
import { wholeMessageBytesMax } from './whole-message.js';

let test: TestOrganization;

beforeEach(async () => {
  test = await TestOrganization.start();
});
afterEach(() => test.stop());

async function clientOf(hubs: readonly Hub[]): Promise<TestClient> {
  return clientAt((await test.frontEnd(defaultConnector('Default Frontend'), hubs)).port);
}

/** Its message will have a connection to the hub alone. */
async function largeClientAt(port: number): Promise<TestClient> {
  const client = await clientAt(port);
  await client.command('RSET', /^250 /);
  await client.command(`MAIL FROM:<x@fabrikam.com> SIZE=${wholeMessageBytesMax + 1}`, /^250 /);
  await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
  return client;
}

describe('a hub is chosen before content', () => {
  it('no hub at all: 451 instead of 354, and the session goes on', async () => {
    const client = await clientOf([]);
    await client.command('DATA', /^451 4\.7\.0 .*PRX5$/);
    await client.command('NOOP', /^250 /);
  });

  it('a hub that is not there is skipped', async () => {
    const [dead, live] = [await test.hub('dead'), await test.hub('live')];
    await dead.kill();
    const client = await clientOf([dead.hub, live.hub]);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}.\r\n`);
    await client.expect(/^250 2\.6\.0 /);
    expect(live.submission.messages).toHaveLength(1);
    expect(test.problems).toHaveLength(1);
  });

  it('a hub to which we allow ourselves no further connection is not remembered as failed', async () => {
    const [busy, other] = [await test.hub('busy'), await test.hub('other')];
    const frontEnd = await test.frontEnd(defaultConnector('Default Frontend'), [busy.hub], { maxPerHost: 1 });
    const [first, second] = [await largeClientAt(frontEnd.port), await clientAt(frontEnd.port)];
    await first.command('DATA', /^354 /);
    await second.command('DATA', /^451 4\.7\.0 .*PRX5$/);
    expect(test.problems).toMatchObject([{ kind: 'limit' }]);
    await first.sendRaw(`${content}.\r\n`);
    await first.expect(/^250 2\.6\.0 /);
    frontEnd.chooser.update([busy.hub, other.hub]);
    expect(frontEnd.chooser.candidates()).toEqual([busy.hub, other.hub]);
  });

  it('a hub to which no connection is free is passed over, and the next one tried', async () => {
    const [busy, other] = [await test.hub('busy'), await test.hub('other')];
    const frontEnd = await test.frontEnd(defaultConnector('Default Frontend'), [busy.hub], { maxPerHost: 1 });
    const first = await largeClientAt(frontEnd.port);
    await first.command('DATA', /^354 /);
    frontEnd.chooser.update([busy.hub, other.hub]);
    // So that the busy one is asked first.
    frontEnd.chooser.failed(other.hub);
    const second = await clientAt(frontEnd.port);
    await second.command('DATA', /^354 /);
    await second.sendRaw(`${content}.\r\n`);
    await second.expect(/^250 2\.6\.0 /);
    expect(test.problems).toMatchObject([{ kind: 'limit' }]);
    expect(other.submission.messages).toHaveLength(1);
    await first.sendRaw(`${content}.\r\n`);
    await first.expect(/^250 2\.6\.0 /);
  });

  it('a hub of another organization is never given mail', async () => {
    const foreign = await TestOrganization.start();
    try {
      const client = await clientOf([(await foreign.hub()).hub]);
      await client.command('DATA', /^451 4\.7\.0 .*PRX4$/);
    } finally {
      await foreign.stop();
    }
  });

  it('a hub that dies between 354 and the content is replaced', async () => {
    const [first, second] = [await test.hub('first'), await test.hub('second')];
    const client = await clientOf([first.hub, second.hub]);
    await client.command('DATA', /^354 /);
    await first.kill();
    await client.sendRaw(`${content}.\r\n`);
    await client.expect(/^250 2\.6\.0 /);
    expect(second.submission.messages[0]?.content.toString()).toBe(content);
    expect(second.submission.messages[0]?.envelope.recipients).toHaveLength(2);
    expect(first.submission.messages).toEqual([]);
  });

  it('a pooled connection that died with its hub is no reason to refuse, once the hub is back', async () => {
    const hub = await test.hub();
    const client = await clientOf([hub.hub]);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}.\r\n`);
    await client.expect(/^250 /);
    await hub.kill();
    await hub.revive();
    await envelope(client);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}.\r\n`);
    await client.expect(/^250 /);
    expect(hub.submission.messages).toHaveLength(2);
  });
});

describe('a recipient that the client believes accepted is not lost', () => {
  /** Knows nothing of relay.contoso.com, which Front End has just learned of. */
  const staleHub = async () => test.hub('stale', { organization: await contoso([]) });

  async function relayingClient(hubs: readonly Hub[]): Promise<TestClient> {
    const client = await clientOf(hubs);
    await client.command('RCPT TO:<carol@relay.contoso.com>', /^250 /);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}.\r\n`);
    return client;
  }

  it('a hub that refuses one RCPT takes nothing of the message: 451', async () => {
    const stale = await staleHub();
    let begun = 0;
    stale.submission.onAccept = () => void (begun += 1);
    const client = await relayingClient([stale.hub]);
    await client.expect(/^451 4\.7\.0 /);
    expect(begun).toBe(0);
    expect(stale.submission.messages).toEqual([]);
    await client.command('NOOP', /^250 /);
  });

  it('a hub that refuses one RCPT of a large message gets nothing of it: 451', async () => {
    const stale = await staleHub();
    const { port } = await test.frontEnd(defaultConnector('Default Frontend'), [stale.hub]);
    const client = await largeClientAt(port);
    await client.command('RCPT TO:<carol@relay.contoso.com>', /^250 /);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}.\r\n`);
    await client.expect(/^451 4\.7\.0 /);
    expect(stale.log.some(({ data }) => data.startsWith('BDAT'))).toBe(false);
    expect(stale.submission.messages).toEqual([]);
  });

  it('another hub may take all of them', async () => {
    const [stale, good] = [await staleHub(), await test.hub('good')];
    const client = await relayingClient([stale.hub, good.hub]);
    await client.expect(/^250 2\.6\.0 /);
    expect(good.submission.messages[0]?.envelope.recipients).toHaveLength(3);
  });

  it('the connection on which a hub refused serves the next transaction', async () => {
    const stale = await staleHub();
    const client = await relayingClient([stale.hub]);
    await client.expect(/^451 /);
    await envelope(client);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}.\r\n`);
    await client.expect(/^250 2\.6\.0 /);
    expect(stale.submission.messages[0]?.envelope.recipients).toHaveLength(2);
  });

  it('a hub under back pressure refuses the content in its own words', async () => {
    const hub = await test.hub();
    hub.submission.onAccept = () => {
      throw new ReplyError(replies.insufficientResources);
    };
    const client = await clientOf([hub.hub]);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}.\r\n`);
    await client.expect(/^452 4\.3\.1 /);
  });
});

it('connections to hubs are used again', async () => {
  const hub = await test.hub();
  const client = await clientOf([hub.hub]);
  for (let message = 0; message < 3; message += 1) {
    if (message > 0) await envelope(client);
    await client.command('DATA', /^354 /);
    await client.sendRaw(`${content}.\r\n`);
    await client.expect(/^250 2\.6\.0 /);
  }
  expect(hub.log.filter(({ event }) => event === '+')).toHaveLength(1);
  expect(hub.submission.messages).toHaveLength(3);
});

it('the hub is told who the client is, in one line before MAIL', async () => {
  const hub = await test.hub();
  const client = await clientOf([hub.hub]);
  await client.command('DATA', /^354 /);
  await client.sendRaw(`${content}.\r\n`);
  await client.expect(/^250 /);
  const received = hub.log.filter(({ event }) => event === '<').map(({ data }) => data);
  expect(received.find((line) => line.startsWith('XPROXYFROM'))).toMatch(
    /^XPROXYFROM SID=[0-9A-F]{16} IP=127\.0\.0\.1 PORT=\d+ DOMAIN=client\.example CONNECTOR=\S+ PERMS=10d AUTHAS=Anonymous$/,
  );
  expect(hub.submission.messages[0]?.source.client?.sessionId).toBe(
    (received.find((line) => line.startsWith('XPROXYFROM')) ?? '').slice(15, 31),
  );
});
