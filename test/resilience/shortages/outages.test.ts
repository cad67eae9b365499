import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { greeted, openEnvelope, submit, transact } from '../../mail/send.js';
import { queueDepths } from '../../stack/queues.js';
import { Services } from '../../stack/services.js';

describe('a service that is down', () => {
  let stack: Services;
  let ledger: Ledger;
  let port: number;

  beforeEach(async () => {
    stack = await Services.start();
    ledger = new Ledger();
    port = stack.site.port(25);
  }, 60_000);
  afterEach(() => stack.stop(), 60_000);

  it('Mailbox Delivery: mail waits in its queue and is delivered when it returns', async () => {
    await stack.kill('mailbox-delivery');
    const sent = [message(), message()];
    for (const one of sent) {
      await submit(port, one, { to: ['alice@contoso.com', 'bob@contoso.com'] });
      ledger.accept(one.id, ['alice', 'bob']);
    }
    await eventually(async () => (await queueDepths(stack.redis)).get('SmtpDeliveryToMailbox.DB01') === 2, {
      what: 'both messages in the delivery queue',
    });
    expect(await ledger.balance(stack)).toMatchObject({ accepted: 4, delivered: 0, failed: 0, queued: 2 });
    await stack.startService('mailbox-delivery');
    await expectBalance(stack, ledger);
  }, 60_000);

  it('every hub: the client is told at once to come back, and Front End keeps nothing (P3)', async () => {
    await stack.kill('hub-transport');
    const client = await greeted(port);
    await openEnvelope(client);
    const before = Date.now();
    client.send('DATA');
    let reply = await client.reply();
    if (reply.code === 354) {
      await client.sendRaw(message().octets);
      client.send('.');
      reply = await client.reply();
    }
    expect(reply.text).toMatch(/^451 4\.\d\.\d /);
    expect(Date.now() - before).toBeLessThan(5000);
    await client.command('NOOP', /^250 /);

    await stack.startService('hub-transport');
    const sent = message();
    await eventually(async () => (await transact(client, sent)).code === 250, { what: 'a hub to take over' });
    await client.quit();
    ledger.accept(sent.id, ['alice']);
    await expectBalance(stack, ledger);
  }, 60_000);

  it('one hub of two: the other takes over without a refusal', async () => {
    await stack.startService('second hub-transport');
    await stack
      .service('front-end-transport')
      .waitForOutput(/hubs that take mail.*127\.0\.0\.2|127\.0\.0\.2.*hubs that take mail/);
    const client = await greeted(port);
    const send = async (): Promise<void> => {
      const sent = message();
      expect((await transact(client, sent)).text).toMatch(/^250 2\.6\.0 /);
      ledger.accept(sent.id, ['alice']);
    };
    for (let number = 0; number < 5; number++) await send();
    await stack.kill('hub-transport');
    for (let number = 0; number < 10; number++) await send();
    await client.quit();
    // What the dead hub held comes back when its leases have run out.
    await expectBalance(stack, ledger, { deadlineMs: 40_000, duplicatesMax: 5 });
  }, 60_000);

  it('Redis: nobody is told 250, and mail flows when it is back', async () => {
    await stack.redisServer.kill();
    const client = await greeted(port, { deadlineMs: 45_000 });
    const lost = message();
    await client.command('MAIL FROM:<sender@example.net>', /^250 /);
    await client.command('RCPT TO:<alice@contoso.com>', /^250 /);
    client.send('DATA');
    let reply = await client.reply();
    if (reply.code === 354) {
      await client.sendRaw(lost.octets);
      client.send('.');
      reply = await client.reply();
    }
    expect(reply.text).toMatch(/^4\d\d 4\.\d\.\d /);
    client.close();

    await stack.redisServer.restart();
    const sent = message();
    await eventually(
      async () => {
        const again = await greeted(port);
        const { code } = await transact(again, sent).finally(() => again.close());
        return code === 250;
      },
      { deadlineMs: 20_000, what: 'mail to be taken again' },
    );
    ledger.accept(sent.id, ['alice']);
    await expectBalance(stack, ledger);
  }, 90_000);
});
