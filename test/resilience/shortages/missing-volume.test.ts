import { spawnSync } from 'node:child_process';
import { mkdir, readdir, rename, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message, type Message } from '../../mail/message.js';
import { greeted, transact } from '../../mail/send.js';
import { Launched } from '../../stack/launched.js';
import { organizationText } from '../../stack/organization.js';
import { queueDepths } from '../../stack/queues.js';

/** What is refused at the end of content has cost the connection, so each message has its own. */
async function send(stack: Launched, sent: Message): Promise<string> {
  const client = await greeted(stack.site.port(25));
  const reply = await transact(client, sent);
  client.close();
  return reply.text;
}

const large = (): Message => message({ body: `${'x'.repeat(998)}\r\n`.repeat(1_000) });

describe('a volume that is missing', () => {
  let stack: Launched;
  let ledger: Ledger;

  beforeAll(async () => {
    // Five minutes: what is delivered before has not waited for a timer.
    const transportSettings = { MailboxDeliveryQueueRetryInterval: 300_000 };
    stack = await Launched.start({ organization: organizationText({ transportSettings }) });
  }, 90_000);
  beforeEach(() => (ledger = new Ledger()));
  afterAll(() => stack.stop(), 90_000);

  const inData = (path: string): string => join(stack.site.dataDir, path);
  const queued = async (): Promise<number> =>
    (await queueDepths(stack.redis)).get('SmtpDeliveryToMailbox.DB01') ?? 0;

  async function accept(sent: Message): Promise<void> {
    expect(await send(stack, sent)).toMatch(/^250 2\.6\.0 /);
    ledger.accept(sent.id, ['alice']);
  }

  async function logged(line: string): Promise<void> {
    await eventually(() => stack.output.includes(line), { what: line });
  }

  it('of mailboxes: mail waits, nothing is made in its place, and all arrives when it returns', async () => {
    await accept(message());
    await expectBalance(stack, ledger);
    await rename(inData('mailboxes/DB01'), inData('away'));
    await mkdir(inData('mailboxes/DB01'));
    for (let count = 0; count < 5; count += 1) await accept(message());
    await logged(`mailbox-database-missing DB01: ${inData('mailboxes/DB01')}`);
    await eventually(async () => (await retryCount(stack)) > 0, { what: 'the queue in Retry' });
    expect(await queued()).toBe(5);
    expect(await readdir(inData('mailboxes/DB01'))).toEqual([]);
    await rmdir(inData('mailboxes/DB01'));
    await rename(inData('away'), inData('mailboxes/DB01'));
    await logged('no longer degraded: mailbox-database-missing DB01');
    await expectBalance(stack, ledger);
  }, 60_000);

  it('of large contents: they are neither accepted nor given up, and others go on', async () => {
    await rename(inData('mailboxes/DB01'), inData('away'));
    await accept(large());
    await eventually(async () => (await retryCount(stack)) > 0, { what: 'the queue in Retry' });
    await rename(inData('queue/MBX01'), inData('queue-away'));
    await rename(inData('away'), inData('mailboxes/DB01'));
    await logged(`content-store-missing MBX01: ${inData('queue/MBX01')}`);
    const small = message();
    await accept(small);
    await stack.site.mailbox('alice').message(small.id);
    expect(await send(stack, large())).toMatch(/^452 4\.3\.1 /);
    expect(await queued()).toBe(1);
    await expect(readdir(inData('queue/MBX01'))).rejects.toThrow('ENOENT');
    await rename(inData('queue-away'), inData('queue/MBX01'));
    await expectBalance(stack, ledger);
  }, 60_000);

  it('of logs: mail goes on, and it is told', async () => {
    await rename(inData('logs'), inData('logs-away'));
    await logged(`degraded: logs-missing logs: ${inData('logs')}`);
    await accept(message());
    await expectBalance(stack, ledger);
    await rename(inData('logs-away'), inData('logs'));
    await logged('no longer degraded: logs-missing');
  }, 60_000);

  it('of certificates: no service starts with a new CA', async () => {
    await stack.terminate();
    await rename(inData('pki'), inData('pki-away'));
    await expect(stack.restart()).rejects.toThrow(`${inData('pki')} has lost its marker`);
    await expect(readdir(inData('pki'))).rejects.toThrow('ENOENT');
    await rename(inData('pki-away'), inData('pki'));
    await stack.restart();
    await accept(message());
    await expectBalance(stack, ledger);
  }, 90_000);

  it('of Redis: no organization begins beside the data of another one', async () => {
    await stack.terminate();
    await rename(inData('redis'), inData('redis-away'));
    await expect(stack.restart()).rejects.toThrow('the directory in Redis is empty');
    await rm(inData('redis'), { recursive: true });
    await rename(inData('redis-away'), inData('redis'));
    await stack.restart();
    await accept(message());
    await expectBalance(stack, ledger);
  }, 90_000);

  const canMount = spawnSync('unshare', ['--mount', 'mount', '-t', 'tmpfs', 'none', '/mnt']).status === 0;
  (canMount ? describe : describe.skip)('by a mount (needs the right to mount)', () => {
    beforeAll(async () => {
      await rename(inData('mailboxes/DB01'), inData('volume'));
      // Mail of a time before markers, hidden by the mount.
      for (const folder of ['tmp', 'new', 'cur']) {
        await mkdir(inData(`mailboxes/DB01/alice/${folder}`), { recursive: true });
      }
      attach();
    });
    afterAll(() => spawnSync('umount', [inData('mailboxes/DB01')]));

    const attach = (): void => run('mount', ['--bind', inData('volume'), inData('mailboxes/DB01')]);

    it('mail waits from the unmount to the next mount', async () => {
      await accept(message());
      await expectBalance(stack, ledger);
      run('umount', [inData('mailboxes/DB01')]);
      await accept(message());
      await eventually(async () => (await retryCount(stack)) > 0, { what: 'the queue in Retry' });
      expect(await readdir(inData('mailboxes/DB01/alice/new'))).toEqual([]);
      attach();
      await expectBalance(stack, ledger);
    }, 60_000);
  });
});

async function retryCount(stack: Launched): Promise<number> {
  const found = await stack.redis.hget('{mailyard:MBX01}:nexthop:SmtpDeliveryToMailbox.DB01', 'retryCount');
  return Number(found ?? 0);
}

function run(command: string, args: readonly string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
}
