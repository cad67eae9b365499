import { expectBalance, Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import { Services } from '../stack/services.js';

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
