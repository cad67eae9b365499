import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { greeted, transact } from '../../mail/send.js';
import { Launched } from '../../stack/launched.js';

describe('SIGTERM in the midst of mail (P8)', () => {
  let stack: Launched;

  beforeAll(async () => {
    stack = await Launched.start();
  }, 90_000);
  afterAll(() => stack.stop(), 90_000);

  it('ends in order, and the next start delivers all that was taken over', async () => {
    const ledger = new Ledger();
    const senders = Array.from({ length: 4 }, () => sendUntilRefused(ledger));
    await eventually(() => ledger.acceptedMessages >= 100, { what: 'a hundred messages' });
    await stack.terminate();
    await Promise.all(senders);

    await stack.restart();
    await expectBalance(stack, ledger);
  }, 120_000);

  async function sendUntilRefused(ledger: Ledger): Promise<void> {
    try {
      const client = await greeted(stack.site.port(25));
      for (;;) {
        const sent = message();
        const reply = await transact(client, sent);
        if (reply.code !== 250) break;
        ledger.accept(sent.id, ['alice']);
      }
      client.close();
    } catch {
      // The service has closed the connection; what was not acknowledged is the client's.
    }
  }
});
