import type { ReceiveConnector } from '@mailyard/directory';
import { TestClient } from '@mailyard/testing';

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

  async greeted(connector: ReceiveConnector): Promise<TestClient> {
    const { port } = await this.test.frontEnd(connector, [this.hub.hub]);
    const client = await TestClient.connect(port);
    await client.expect(/^220 /);
    return client;
  }

  async inTls(connector: ReceiveConnector): Promise<TestClient> {
    const client = await this.greeted(connector);
    await client.ehlo();
    await client.upgradeTls({ command: 'STARTTLS' });
    return client;
  }

  async asAlice(connector: ReceiveConnector, user = 'alice@contoso.com'): Promise<TestClient> {
    const client = await this.inTls(connector);
    await client.ehlo();
    await client.command(authPlain(user, alicePassword), /^235 2\.7\.0 /);
    return client;
  }

  async withOrganizationCertificate(connector: ReceiveConnector): Promise<TestClient> {
    const client = await this.greeted(connector);
    await client.ehlo();
    await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await this.test.identity('own')) });
    await client.ehlo();
    return client;
  }
}

export async function sendHello(client: TestClient, from: string, to: string): Promise<void> {
  await client.command(`MAIL FROM:<${from}>`, /^250 2\.1\.0 Sender OK$/);
  await client.command(`RCPT TO:<${to}>`, /^250 2\.1\.5 Recipient OK$/);
  await client.command('DATA', /^354 /);
  await client.sendRaw('Subject: hello\r\n\r\n..dot\r\n.\r\n');
  await client.expect(/^250 2\.6\.0 <m@test> \[InternalId=1, Hostname=mbx01\.contoso\.com\] Queued mail/);
}
