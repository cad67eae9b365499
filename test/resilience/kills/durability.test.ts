import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { greeted, submit, transact } from '../../mail/send.js';
import { Services } from '../../stack/services.js';

/** Every setting that would let an acknowledged message be lost. */
const weakSettings: readonly (readonly [setting: string, value: string])[] = [
  ['appendfsync', 'everysec'],
  ['appendonly', 'no'],
  ['maxmemory-policy', 'allkeys-lru'],
];

describe('250 means durable (P1)', () => {
  it.each(weakSettings)(
    'the hub does not start on a Redis with %s %s, and says why',
    async (setting, value) => {
      const stack = await Services.start({ redisConfig: { [setting]: value }, services: [] });
      try {
        const hub = await stack.launch('hub-transport');
        const exit = await hub.exited;
        expect(exit.code).toBeGreaterThan(0);
        expect(hub.output).toContain(setting);
        expect(hub.output).toContain('MAILYARD_DURABILITY');
      } finally {
        await stack.stop();
      }
    },
    60_000,
  );

  it('a Redis that is weakened while it runs: 452 with a reason, and 250 as soon as it is strong again', async () => {
    const stack = await Services.start();
    try {
      const ledger = new Ledger();
      const [first, second, third] = [message(), message(), message()];
      await submit(stack.site.port(25), first);
      for (const [setting, value] of weakSettings) {
        const [, strong] = await stack.redis.config('GET', setting);
        await stack.redis.config('SET', setting, value);
        await stack.service('hub-transport').waitForOutput(new RegExp(`redis-not-durable.*${setting} is`));
        await expect(submit(stack.site.port(25), second)).rejects.toThrow(/452 4\.3\.5 /);
        await stack.redis.config('SET', setting, String(strong));
        await eventually(async () => {
          const client = await greeted(stack.site.port(25));
          const sent = message();
          const { code } = await transact(client, sent).finally(() => client.close());
          if (code === 250) ledger.accept(sent.id, ['alice']);
          return code === 250;
        });
      }
      await submit(stack.site.port(25), third);
      ledger.accept(first.id, ['alice']);
      ledger.accept(third.id, ['alice']);
      await expectBalance(stack, ledger);
    } finally {
      await stack.stop();
    }
  }, 90_000);

  it('MAILYARD_DURABILITY=relaxed lets it start, and the log says so', async () => {
    const stack = await Services.start({
      redisConfig: { appendfsync: 'everysec' },
      env: { MAILYARD_DURABILITY: 'relaxed' },
    });
    try {
      expect(stack.service('hub-transport').output).toMatch(/relaxed/);
      const ledger = new Ledger();
      const sent = message();
      await submit(stack.site.port(25), sent);
      ledger.accept(sent.id, ['alice']);
      await expectBalance(stack, ledger);
    } finally {
      await stack.stop();
    }
  }, 60_000);
});
