import { eventually, TestClient } from '@mailyard/testing';

import { message } from '../mail/message.js';
import { transact } from '../mail/send.js';
import { Launched } from '../stack/launched.js';
import { demoPassword } from '../stack/site.js';

/** Stands for a network of devices: a test can connect from all of 127.0.0.0/8. */
const device = '127.168.5.15';

let stack: Launched;
beforeAll(async () => (stack = await Launched.start()), 90_000);
afterAll(() => stack.stop(), 60_000);

interface CmdletAnswer {
  readonly output: readonly Readonly<Record<string, unknown>>[];
  readonly warnings: readonly string[];
}

/** A cmdlet as the management shell runs it. */
async function run(cmdlet: string, parameters: object, force = false): Promise<CmdletAnswer> {
  const answer = await fetch(`http://127.0.0.1:${stack.site.port(8080)}/api/v1/cmdlets/${cmdlet}`, {
    method: 'POST',
    headers: {
      Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`,
      'Content-Type': 'application/json',
    },
    body: JSON.stringify({ parameters, force }),
  });
  if (!answer.ok) throw new Error(`${cmdlet}: ${answer.status} ${await answer.text()}`);
  return (await answer.json()) as CmdletAnswer;
}

async function greetedAs(banner: string): Promise<TestClient> {
  const client = await TestClient.connect(stack.site.port(25), { localAddress: device });
  const { text } = await client.reply();
  if (text === `220 ${banner}`) return client;
  client.close();
  throw new Error(`greeted with ${text}`);
}

/** Within a second of the cmdlet's end, as P6 promises; the machine may be busy with other tests. */
const soon = { deadlineMs: 3_000, what: 'the connector to serve' };

const connector = String.raw`MBX01\SMTP relay`;
const relayRight = {
  User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
  ExtendedRights: ['Ms-Exch-SMTP-Accept-Any-Recipient'],
};
const recipientOutside = 'RCPT TO:<somebody@example.net>';

it('a Receive connector that cmdlets make serves mail at once, relays when it may, and is gone when it is removed', async () => {
  await run('New-ReceiveConnector', {
    Name: 'SMTP relay',
    TransportRole: 'FrontendTransport',
    Usage: 'Custom',
    Bindings: ['0.0.0.0:25'],
    RemoteIPRanges: ['127.168.5.10-127.168.5.20'],
    PermissionGroups: ['AnonymousUsers'],
    Banner: '220 SMTP relay',
    TarpitInterval: '00:00:00',
  });
  const made = performance.now();
  const client = await eventually(() => greetedAs('SMTP relay'), soon);
  console.log(`serves ${Math.round(performance.now() - made)} ms after the cmdlet`);
  await client.ehlo();
  const sent = message();
  const reply = await transact(client, sent, { from: 'printer@contoso.com', to: ['alice@contoso.com'] });
  expect(reply.code).toBe(250);
  expect(await stack.site.mailbox('alice').message(sent.id)).toBeDefined();

  await client.command('MAIL FROM:<printer@contoso.com>', /^250 /);
  await client.command(recipientOutside, /^550 5\.7\.54 /);
  client.close();

  await run('Add-ADPermission', { Identity: connector, ...relayRight });
  await eventually(async () => {
    const relaying = await greetedAs('SMTP relay');
    await relaying.ehlo();
    await relaying.command('MAIL FROM:<printer@contoso.com>', /^250 /);
    await relaying.command(recipientOutside, /^250 2\.1\.5 /);
    relaying.close();
  }, soon);

  await run('Remove-ReceiveConnector', { Identity: connector });
  await eventually(async () => {
    await expect(greetedAs('SMTP relay')).rejects.toThrow('Microsoft ESMTP MAIL Service');
  }, soon);
  await expect(run('Get-ReceiveConnector', { Identity: connector })).rejects.toThrow('404');
});
