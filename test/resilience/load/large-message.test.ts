import { createHash, randomBytes } from 'node:crypto';

import { forgetPeak, processStats } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import type { MaildirMessage } from '../../mail/maildir.js';
import { message, type Message } from '../../mail/message.js';
import { greeted, openEnvelope } from '../../mail/send.js';
import { organizationText } from '../../stack/organization.js';
import { Services, type ServiceName } from '../../stack/services.js';

const bytes = 35_000_000;
const manyTimes = 5;
/** V8 lets this much memory of dead buffers gather before it collects them: the same with 420 MB as with 175. */
const growthMax = 96 * 2 ** 20;
const services: readonly ServiceName[] = ['front-end-transport', 'hub-transport', 'mailbox-delivery'];

describe('large messages', () => {
  let stack: Services;
  let ledger: Ledger;

  beforeAll(async () => {
    const connectorSettings = { MaxMessageSize: manyTimes * bytes + 1_000_000 };
    stack = await Services.start({ organization: organizationText({ connectorSettings }) });
    ledger = new Ledger();
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);
  afterEach(() => expectBalance(stack, ledger), 20_000);

  it.each([
    ['DATA', sendByData],
    ['BDAT', sendByChunks],
  ])(
    '35 MB by %s arrive byte for byte',
    async (_verb, send) => {
      const sent = largeMessage(bytes);
      const stored = await deliver(sent, send);
      expect(sha256(stored.body)).toBe(sha256(sent.body));
    },
    60_000,
  );

  // Node collects buffers late, so a first large message always takes some memory. Whether memory depends on the size
  // shows in one that is many times larger than those before.
  it(`${manyTimes} times as much takes no more memory in any service (P7)`, async () => {
    const before = await residentBytes();
    await deliver(largeMessage(manyTimes * bytes), sendByData);
    const peaks = await peakBytes();
    const growth = Object.entries(peaks).map(([name, peak]) => [name, peak - (before[name] ?? 0)] as const);
    console.log(growth.map(([name, grown]) => `${name} +${(grown / 2 ** 20).toFixed(1)} MiB`).join(', '));
    expect(growth.filter(([, grown]) => grown > growthMax)).toEqual([]);
  }, 60_000);

  async function deliver(sent: Message, send: typeof sendByData): Promise<MaildirMessage> {
    const client = await greeted(stack.site.port(25), { deadlineMs: 30_000 });
    await openEnvelope(client, { mailParameters: `SIZE=${sent.octets.length}` });
    await send(client, sent);
    await client.expect(/^250 2\.6\.0 /);
    await client.quit();
    ledger.accept(sent.id, ['alice']);
    return stack.site.mailbox('alice').message(sent.id, 30_000);
  }

  function pids(): readonly (readonly [string, number])[] {
    return [
      ...services.map((name) => [name, stack.service(name).pid] as const),
      ['redis-server', stack.redisServer.pid] as const,
    ];
  }

  /** And peaks are counted from here on. */
  async function residentBytes(): Promise<Record<string, number>> {
    for (const [, pid] of pids()) await forgetPeak(pid);
    const stats = await Promise.all(
      pids().map(async ([name, pid]) => [name, await processStats(pid)] as const),
    );
    return Object.fromEntries(stats.map(([name, found]) => [name, found?.residentBytes ?? 0]));
  }

  async function peakBytes(): Promise<Record<string, number>> {
    const stats = await Promise.all(
      pids().map(async ([name, pid]) => [name, await processStats(pid)] as const),
    );
    return Object.fromEntries(stats.map(([name, found]) => [name, found?.peakResidentBytes ?? 0]));
  }
});

type Client = Awaited<ReturnType<typeof greeted>>;

async function sendByData(client: Client, { octets }: Message): Promise<void> {
  await client.command('DATA', /^354 /);
  await client.sendRaw(octets, { segments: 600 });
  await client.sendRaw('.\r\n');
}

async function sendByChunks(client: Client, { octets }: Message): Promise<void> {
  const chunkBytes = 1_000_000;
  for (let start = 0; start < octets.length; start += chunkBytes) {
    const chunk = octets.subarray(start, start + chunkBytes);
    await client.sendRaw(`BDAT ${chunk.length}\r\n`);
    await client.sendRaw(chunk);
    await client.expect(/^250 /);
  }
  client.send('BDAT 0 LAST');
}

/** Lines of base64, none of which begins with a dot. */
function largeMessage(octets: number): Message {
  const line = (random: Buffer): string => `${random.toString('base64')}\r\n`;
  const block = Array.from({ length: 1000 }, () => line(randomBytes(57))).join('');
  return message({ body: block.repeat(Math.ceil(octets / block.length)) });
}

function sha256(octets: Buffer): string {
  return createHash('sha256').update(octets).digest('hex');
}
