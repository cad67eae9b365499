import { randomInt } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';

import { Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import { carryOut, killPlan, seededRandom } from '../resilience/kills/kill-plan.js';
import { SteadyLoad } from '../resilience/load/steady-load.js';
import { Launched } from '../stack/launched.js';
import { organizationCommand } from '../stack/organization-command.js';

const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));

interface TrackedEvent {
  readonly LogId: string;
  readonly EventId: string;
  readonly Source: string;
  readonly MessageId: string;
  readonly NetworkMessageId: string;
}

interface FoundMessage {
  readonly key: string;
  readonly messageId: string;
  readonly recipients: readonly { readonly state: string }[];
}

let stack: Launched;

beforeAll(async () => {
  stack = await Launched.start();
}, 90_000);
afterAll(() => stack.stop(), 90_000);

async function order<T>(...args: readonly string[]): Promise<T> {
  const { code, output } = await organizationCommand(stack, ...args, '--json');
  if (code !== 0) throw new Error(output);
  return JSON.parse(output) as T;
}

/** Of every whole row in the log files of all services. */
async function logIdsInFiles(): Promise<readonly string[]> {
  const dir = join(stack.site.dataDir, 'logs/MessageTracking');
  const names = (await readdir(dir)).filter((name) => name.startsWith('MSGTRK'));
  const texts = await Promise.all(names.map((name) => readFile(join(dir, name), 'utf8')));
  return texts
    .flatMap((text) => [...text.matchAll(/,([0-9a-f-]{36}),[^,\n]*\n/g)].map(([, id = '']) => id))
    .toSorted();
}

async function logIdsInStore(): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const found = await order<{ rows: readonly TrackedEvent[]; total: number }>(
      'tracking',
      'events',
      '--limit=500',
      `--offset=${ids.length}`,
      '--oldest-first',
    );
    ids.push(...found.rows.map(({ LogId }) => LogId));
    if (ids.length >= found.total) return ids.toSorted();
  }
}

it('the way of one message is in one answer, and it is found by what is known of it', async () => {
  const sent = message({ from: 'erp@example.net', subject: 'Quarterly invoice' });
  await submit(stack.site.port(25), sent, { from: 'erp@example.net' });
  const search = ['tracking', 'search', '--sender', 'erp@example.net', '--subject', 'invoice quart*'];
  const key = await eventually(
    async () => {
      const { rows } = await order<{ rows: readonly FoundMessage[] }>(...search);
      const found = rows.find(({ messageId }) => messageId === sent.id);
      return found?.recipients[0]?.state === 'Delivered' && found.key;
    },
    { deadlineMs: 60_000, what: 'the message to be delivered' },
  );
  const { events } = await order<{ events: readonly TrackedEvent[] }>('tracking', 'message', key);
  expect(events[0]).toMatchObject({ EventId: 'RECEIVE', Source: 'SMTP', MessageId: sent.id });
  // Of the hub, and of Mailbox Delivery.
  expect(events.map(({ EventId }) => EventId)).toEqual(expect.arrayContaining(['SEND', 'DELIVER']));
  expect(new Set(events.map(({ NetworkMessageId }) => NetworkMessageId))).toEqual(new Set([key]));
}, 90_000);

it(`after kills of every service, of Redis and of the store its rows are those of the files (KILL_SEED=${seed})`, async () => {
  const victims = ['admin-center', 'hub-transport', 'mailbox-delivery', 'redis-server'] as const;
  const plan = killPlan(victims, { times: 2, random: seededRandom(seed), pauseMsMax: 2000 });
  const ledger = new Ledger();
  const load = new SteadyLoad({ port: stack.site.port(25) }, ledger, () => ({
    sent: message({}),
    envelope: {},
    recipients: ['alice'],
  }));
  await carryOut(plan, stack);
  await eventually(() => ledger.acceptedMessages >= 200, { deadlineMs: 30_000, what: 'enough messages' });
  await load.end();
  const rows = await eventually(
    async () => {
      const inFiles = await logIdsInFiles();
      expect(await logIdsInStore()).toEqual(inFiles);
      // What a service that is killed has not written yet is in no file.
      return inFiles.length > ledger.acceptedMessages / 2 && inFiles;
    },
    { deadlineMs: 60_000, what: 'the rows of the files to be in the store' },
  );
  console.log(`seed ${seed}; ${ledger.acceptedMessages} messages accepted, ${rows.length} rows`);
}, 180_000);
