import { open, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { Launched } from '../../stack/launched.js';
import { organizationText } from '../../stack/organization.js';
import { queuedCount } from '../../stack/queues.js';
import { Flood } from './flood.js';

const loadMs = Number(process.env['OVERLOAD_MS'] ?? 25_000);
/** Of each service at any moment; ten times what a hub needs at rest. */
const residentMax = 700 * 1_048_576;
const services = ['front-end-transport', 'hub-transport', 'mailbox-delivery'] as const;
const logLookMs = 2_000;

describe('more mail than the machine can carry', () => {
  let stack: Launched;
  beforeAll(async () => {
    // No session is to end by its age (421) before the load does.
    const connectorSettings = { ConnectionTimeout: '1.00:00:00' };
    stack = await Launched.start({ organization: organizationText({ connectorSettings }) });
  }, 90_000);
  afterAll(() => stack.stop(), 90_000);

  it(
    'is taken at the pace of delivery: nothing is lost, 99 of 100 messages arrive within 5 s of their 250, the queues empty at once',
    async () => {
      // Files of a long run are deleted for their age or size before it ends, so they are read meanwhile.
      const log = new FollowedLog(
        join(stack.site.dataDir, 'logs/hub-transport/Service'),
        '"message accepted"',
      );
      const flood = new Flood({ port: stack.site.port(25), sessions: 150, bytes: 5_000 });
      for (const ends = Date.now() + loadMs; Date.now() < ends; await pause(logLookMs)) await log.read();
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
          `${median} ms, for 99 of 100 at most ${most} ms; peaks ${JSON.stringify(await peakMegabytes())} MB`,
      );
      expect(waits).toHaveLength(accepted.length);
      expect(most).toBeLessThan(5_000);
      for (const megabytes of Object.values(await peakMegabytes())) {
        expect(megabytes * 1_048_576).toBeLessThan(residentMax);
      }
      await eventually(async () => expect(await log.read()).toBe(accepted.length));
    },
    // The longer the load, the more there is to read afterwards.
    loadMs * 2 + 150_000,
  );

  async function peakMegabytes(): Promise<Readonly<Record<string, number>>> {
    const peaks = services.map(async (service) => {
      const { peakResidentBytes = NaN } = (await stack.process(service)) ?? {};
      return [service, Math.round(peakResidentBytes / 1_048_576)] as const;
    });
    return Object.fromEntries(await Promise.all(peaks));
  }

  /** From 250 to the file in the mailbox, in order. */
  async function waited(acceptedAt: ReadonlyMap<string, number>): Promise<readonly number[]> {
    const waits: number[] = [];
    for (const { id, file } of await stack.site.mailbox('alice').messages()) {
      const at = acceptedAt.get(id);
      if (at !== undefined) waits.push(Math.round((await stat(file)).mtimeMs - at));
    }
    return waits.sort((one, other) => one - other);
  }
});

/** Counts the lines of the logs in a folder that have a text in them, also of files that are gone when it ends. */
class FollowedLog {
  readonly #offsets = new Map<string, number>();
  #lines = 0;

  constructor(
    private readonly folder: string,
    private readonly text: string,
  ) {}

  /** How many there have been until now. */
  async read(): Promise<number> {
    for (const name of await readdir(this.folder)) await this.#readFile(name);
    return this.#lines;
  }

  async #readFile(name: string): Promise<void> {
    const file = await open(join(this.folder, name));
    try {
      const [from, { size }] = [this.#offsets.get(name) ?? 0, await file.stat()];
      const octets = Buffer.alloc(Math.max(0, size - from));
      await file.read(octets, 0, octets.length, from);
      const whole = octets.lastIndexOf('\n') + 1;
      this.#lines += octets.toString('latin1', 0, whole).split(this.text).length - 1;
      this.#offsets.set(name, from + whole);
    } finally {
      await file.close();
    }
  }
}
