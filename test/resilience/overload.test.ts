import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { queuedCount } from '../stack/queues.js';
import { Launched } from '../stack/launched.js';
import { Flood } from './flood.js';

const loadMs = Number(process.env['OVERLOAD_MS'] ?? 25_000);
/** Of what all sessions had before there was anything to wait for; ten times what a hub needs at rest. */
const residentMax = 700 * 1_048_576;

describe('more mail than the machine can carry', () => {
  let stack: Launched;
  beforeAll(async () => {
    stack = await Launched.start();
  }, 90_000);
  afterAll(() => stack.stop(), 90_000);

  it(
    'is taken at the pace of delivery: nothing is lost, 99 of 100 messages arrive within 5 s of their 250, the queues empty at once',
    async () => {
      const flood = new Flood({ port: stack.site.port(25), sessions: 150, bytes: 5_000 });
      await pause(loadMs);
      const hub = await stack.process('hub-transport');
      await flood.end();
      await eventually(async () => (await queuedCount(stack.redis)) === 0, {
        deadlineMs: 60_000,
        what: 'empty queues within a minute',
      });

      const ledger = new Ledger();
      const accepted = flood.answered.filter(({ code }) => code === 250);
      for (const { id } of accepted) ledger.accept(id, ['alice']);
      await expectBalance(stack, ledger);
      const refused = flood.answered.filter(({ code }) => code !== 250);
      expect(new Set(refused.map(({ code }) => code))).toEqual(
        refused.length === 0 ? new Set() : new Set([452]),
      );

      const waits = await waited(new Map(accepted.map(({ id, at }) => [id, at])));
      const [median, most] = [0.5, 0.99].map((share) => waits[Math.floor(share * (waits.length - 1))] ?? NaN);
      console.log(
        `${accepted.length} accepted and ${refused.length} refused in ${loadMs / 1000} s; 250 to mailbox ` +
          `${median} ms, for 99 of 100 at most ${most} ms; hub ${Math.round((hub?.residentBytes ?? 0) / 1_048_576)} MB`,
      );
      expect(most).toBeLessThan(5_000);
      expect(hub?.residentBytes).toBeLessThan(residentMax);
      expect(await loggedAcceptances()).toBe(accepted.length);
    },
    loadMs + 150_000,
  );

  /** From 250 to the file in the mailbox, in order. */
  async function waited(acceptedAt: ReadonlyMap<string, number>): Promise<readonly number[]> {
    const stored = await stack.site.mailbox('alice').messages();
    const waits = await Promise.all(
      stored.map(async ({ id, file }) => (await stat(file)).mtimeMs - (acceptedAt.get(id) ?? NaN)),
    );
    return waits
      .filter(Number.isFinite)
      .map(Math.round)
      .toSorted((one, other) => one - other);
  }

  /** The service log has a line for each of them. */
  async function loggedAcceptances(): Promise<number> {
    const folder = join(stack.site.dataDir, 'logs/hub-transport/Service');
    const texts = await Promise.all(
      (await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')),
    );
    return texts.join('').split('"message accepted"').length - 1;
  }
});
