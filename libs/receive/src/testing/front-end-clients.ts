import type { ReceiveConnector } from '@mailyard/directory';
import { SmtpDialogue } from '@mailyard/testing';

import { alicePassword } from './contoso.js';
import { TestOrganization, type RunningHub } from './test-organization.js';

export const authPlain = (user: string, password: string): string =>
  `AUTH PLAIN ${Buffer.from(`\0${user}\0${password}`).toString('base64')}`;

/** Clients of a Front End that has one hub behind it. */
export class FrontEndClients {
  private constructor(
    readonly test: TestOrganization,
    readonly hub: RunningHub,
  ) {}

  static async start(): Promise<FrontEndClients> {
    const test = await TestOrganization.start();
    return new FrontEndClients(test, await test.hub());
  }

  async greeted(connector: ReceiveConnector): Promise<SmtpDialogue> {
    const { port } = await this.test.frontEnd(connector, [this.hub.hub]);
    const dialogue = await SmtpDialogue.connect(port);
    await dialogue.expect(/^220 /);
    return dialogue;
  }

  async inTls(connector: ReceiveConnector): Promise<SmtpDialogue> {
    const dialogue = await this.greeted(connector);
    await dialogue.ehlo();
    await dialogue.upgradeTls({ command: 'STARTTLS' });
    return dialogue;
  }

  async asAlice(connector: ReceiveConnector, user = 'alice@contoso.com'): Promise<SmtpDialogue> {
    const dialogue = await this.inTls(connector);
    await dialogue.ehlo();
    await dialogue.command(authPlain(user, alicePassword), /^235 2\.7\.0 /);
    return dialogue;
  }

  async withOrganizationCertificate(connector: ReceiveConnector): Promise<SmtpDialogue> {
    const dialogue = await this.greeted(connector);
    await dialogue.ehlo();
    await dialogue.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await this.test.identity('own')) });
    await dialogue.ehlo();
    return dialogue;
  }
}

export async function sendHello(dialogue: SmtpDialogue, from: string, to: string): Promise<void> {
  await dialogue.command(`MAIL FROM:<${from}>`, /^250 2\.1\.0 Sender OK$/);
  await dialogue.command(`RCPT TO:<${to}>`, /^250 2\.1\.5 Recipient OK$/);
  await dialogue.command('DATA', /^354 /);
  await dialogue.sendRaw('Subject: hello\r\n\r\n..dot\r\n.\r\n');
  await dialogue.expect(/^250 2\.6\.0 <m@test> \[InternalId=1, Hostname=mbx01\.contoso\.com\] Queued mail/);
}
