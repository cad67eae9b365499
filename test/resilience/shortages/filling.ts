import { eventually, type ClientReply } from '@mailyard/testing';

import { expectBalance, type Ledger } from '../../mail/ledger.js';
import { message, type Message } from '../../mail/message.js';
import { greeted, transact } from '../../mail/send.js';
import { organizationCommand } from '../../stack/organization-command.js';
import type { Services } from '../../stack/services.js';

const refused = /^452 4\.3\.1 Insufficient system resources$/;
/** Too large for Redis: its content is a file. */
export const large = (): Message => message({ body: `${'x'.repeat(998)}\r\n`.repeat(300) });
export const small = (): Message => message({ body: `${'x'.repeat(998)}\r\n`.repeat(20) });

/** Sends a stack what it takes, until it is full, and knows what was accepted. */
export class Filling {
  constructor(
    readonly stack: Services,
    readonly ledger: Ledger,
  ) {}

  /** Until it is refused, with the refusal. */
  async fill(next: () => Message): Promise<string> {
    for (;;) {
      const { code, text } = await this.send(next());
      if (code !== 250) return text;
    }
  }

  /** MAIL may be refused, too. */
  async send(sent: Message): Promise<ClientReply> {
    const client = await greeted(this.stack.site.port(25));
    try {
      const mail = await client.command('MAIL FROM:<sender@example.net>', /^/);
      if (mail.code !== 250) return mail;
      await client.command('RSET', /^250 /);
      const reply = await transact(client, sent);
      if (reply.code === 250) this.ledger.accept(sent.id, ['alice']);
      return reply;
    } finally {
      client.close();
    }
  }

  /** As whoever is refused comes again. */
  async sendSurely(next: () => Message): Promise<void> {
    await eventually(async () => (await this.send(next())).code === 250, {
      deadlineMs: 30_000,
      what: 'a message to be taken',
    });
  }

  async mailAnswer(): Promise<string> {
    const client = await greeted(this.stack.site.port(25));
    const { text } = await client.command('MAIL FROM:<sender@example.net>', /^/);
    client.close();
    return text;
  }
}

/** Mail is refused for that resource until delivery, which is not there yet, has made room. */
export async function expectRecovery(filling: Filling, resource: string, next: () => Message): Promise<void> {
  const { stack, ledger } = filling;
  const shown = new RegExp(`${resource.replaceAll(/[[\]]/g, '\\$&')} +(Medium|High)`);
  // A look ahead may have been wrong: then there was room for more.
  await eventually(
    async () => {
      expect(await filling.fill(next)).toMatch(refused);
      expect((await organizationCommand(stack, 'resource', 'list')).output).toMatch(shown);
      // Front End refuses without content.
      expect(await filling.mailAnswer()).toMatch(refused);
    },
    { deadlineMs: 30_000 },
  );
  // The log knows why, the client does not.
  const hub = stack.service('hub-transport');
  expect(hub.output).toContain(`"resource":"${resource}","before":"Low"`);
  expect(hub.output).toMatch(/"event":1500[67]/);

  expect(ledger.acceptedMessages).toBeGreaterThan(3);
  await stack.startService('mailbox-delivery');
  await expectBalance(stack, ledger, { deadlineMs: 30_000 });
  await eventually(async () => expect(await filling.mailAnswer()).toMatch(/^250 /), { deadlineMs: 20_000 });
  expect((await filling.send(small())).code).toBe(250);
  await expectBalance(stack, ledger);
}
