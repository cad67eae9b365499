import { randomInt } from 'node:crypto';
import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { Launched, type LaunchedService } from '../../stack/launched.js';
import { organizationText } from '../../stack/organization.js';
import { carryOut, killPlan, seededRandom } from './kill-plan.js';

const seed = Number(process.env['KILL_SEED'] ?? randomInt(2 ** 31));
const victims: readonly LaunchedService[] = ['hub-transport', 'hub-transport', 'redis-server'];
const files = 600;
const line = `${'x'.repeat(70)}\n`;

describe('Pickup and Replay, kill ledger: each file becomes one message (§4 “restart”)', () => {
  let stack: Launched;

  beforeAll(async () => {
    const serverSettings = { PickupDirectoryMaxMessagesPerMinute: 'Unlimited' };
    stack = await Launched.start({ organization: organizationText({ serverSettings }) });
  }, 90_000);
  afterAll(() => stack.stop(), 90_000);

  const folder = (name: string): string => join(stack.site.dataDir, name);

  async function drop(number: number): Promise<void> {
    const isReplay = number % 3 === 0;
    // Every twentieth has its content in a file.
    const body = line.repeat(number % 20 === 0 ? 5_000 : 30);
    const envelope = isReplay ? 'X-Sender: <sender@example.com>\nX-Receiver: <alice@contoso.com>\n' : '';
    const header = `From: sender@example.com\nTo: alice@contoso.com\nMessage-ID: <${number}@files.example>\n`;
    const draft = join(folder('drafts'), `${number}`);
    await writeFile(draft, `${envelope}${header}Subject: file ${number}\n\n${body}`);
    await rename(draft, join(folder(isReplay ? 'replay' : 'pickup'), `${number}.eml`));
  }

  async function left(): Promise<readonly string[]> {
    const names = await Promise.all([readdir(folder('pickup')), readdir(folder('replay'))]);
    return names.flat().filter((name) => !name.startsWith('.'));
  }

  it(`hubs and Redis, while files come (KILL_SEED=${seed})`, async () => {
    await mkdir(folder('drafts'));
    const ledger = new Ledger();
    const kills = carryOut(
      killPlan(victims, { times: 2, random: seededRandom(seed), pauseMsMax: 2_500 }),
      stack,
    );
    for (let number = 1; number <= files; number += 1) {
      await drop(number);
      ledger.accept(`<${number}@files.example>`, ['alice']);
      await pause(10);
    }
    await kills;
    await eventually(async () => expect(await left()).toEqual([]), {
      deadlineMs: 90_000,
      intervalMs: 250,
      what: 'the end of all files',
    });
    const balance = await expectBalance(stack, ledger, { deadlineMs: 45_000 });
    console.log(`seed ${seed}; ${balance.accepted} files, ${balance.delivered} delivered`);
    expect(balance.delivered).toBe(files);
  }, 240_000);
});
