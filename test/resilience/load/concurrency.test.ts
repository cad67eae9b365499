import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { greeted, transact } from '../../mail/send.js';
import { Services } from '../../stack/services.js';

describe('many sessions at one time', () => {
  let stack: Services;

  beforeAll(async () => {
    stack = await Services.start();
  }, 60_000);
  afterAll(() => stack.stop(), 60_000);

  it('200 open sessions, each delivers', async () => {
    const ledger = new Ledger();
    const patient = { deadlineMs: 30_000 };
    const clients = await Promise.all(
      Array.from({ length: 200 }, () => greeted(stack.site.port(25), patient)),
    );
    // All are open now; only then the first one sends.
    await Promise.all(
      clients.map(async (client) => {
        const sent = message();
        expect((await transact(client, sent)).text).toMatch(/^250 2\.6\.0 /);
        ledger.accept(sent.id, ['alice']);
        await client.quit();
      }),
    );
    expect(ledger.acceptedMessages).toBe(200);
    await expectBalance(stack, ledger);
  }, 60_000);
});
