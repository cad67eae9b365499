import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';

import { eventually, startProcess, TestClient, type RunningProcess } from '@mailyard/testing';

import { Launched } from '../stack/launched.js';
import { shellCommand } from '../stack/management-shell.js';
import { repository } from '../stack/site.js';

let stack: Launched;
let hub: RunningProcess;
beforeAll(async () => {
  stack = await Launched.start();
  hub = await startProcess({
    command: process.execPath,
    args: [join(repository, 'apps/hub-transport/dist/main.js')],
    cwd: stack.site.scratchDir,
    env: {
      ...stack.site.env,
      MAILYARD_SERVER: 'MBX02',
      MAILYARD_FQDN: 'mbx02.contoso.com',
      MAILYARD_REDIS_URL: `unix:${join(stack.site.dataDir, 'redis/redis.sock')}`,
      MAILYARD_BIND_ADDRESS: '127.0.0.3',
    },
  });
}, 90_000);
afterAll(async () => {
  await hub.stop();
  await stack.stop();
}, 60_000);

/** Each place where a server listens, and what is told of it. */
async function told(): Promise<readonly string[]> {
  const command =
    'Get-TransportService | Test-SmtpConnectivity | foreach { "$($_.Server) $($_.ReceiveConnector) $($_.Binding) $($_.EndPoint) $($_.StatusCode) $($_.Details)" }';
  const { output, errors } = await shellCommand(stack.site, ['-NonInteractive', '-Command', command]);
  if (errors !== '') throw new Error(errors);
  return output.trim().split('\n');
}

it('Test-SmtpConnectivity tells of every binding of two servers, with one listener down', async () => {
  await using somebody = createServer((socket) => socket.destroy());
  await once(somebody.listen(stack.site.port(2626), '127.0.0.1'), 'listening');
  const make =
    'New-ReceiveConnector -Name Taken -TransportRole Frontend -Custom -Bindings 127.0.0.1:2626 -RemoteIPRanges 127.0.0.0/8';
  expect(await shellCommand(stack.site, ['-NonInteractive', '-Command', make])).toMatchObject({ code: 0 });
  const at = (port: number, host = '127.0.0.1') => `${host}:${stack.site.port(port)}`;
  const ready = 'Microsoft ESMTP MAIL Service ready at';
  const expected = [
    `MBX01 Default Frontend MBX01 0.0.0.0:25 ${at(25)} Success 220 mbx01.contoso.com ${ready}`,
    `MBX01 Default Frontend MBX01 [::]:25 ${at(25)} Success 220 mbx01.contoso.com ${ready}`,
    `MBX01 Client Frontend MBX01 0.0.0.0:587 ${at(587)} Success 220 mbx01.contoso.com ${ready}`,
    `MBX01 Default MBX01 0.0.0.0:2525 ${at(2525)} Success 220 mbx01.contoso.com ${ready}`,
    `MBX01 Taken 127.0.0.1:2626 ${at(2626)} UnableToConnect it cannot listen there: `,
    `MBX02 Default MBX02 0.0.0.0:2525 ${at(2525, '127.0.0.3')} Success 220 mbx02.contoso.com ${ready}`,
    'MBX02 Default Frontend MBX02 0.0.0.0:25  UnableToConnect no process of the service listens there',
  ];
  await eventually(
    async () => {
      const lines = await told();
      for (const each of expected) expect(lines).toContainEqual(expect.stringContaining(each));
      return lines;
    },
    { deadlineMs: 30_000, what: 'every binding to be told of' },
  );
}, 60_000);

// The dialogue of administrators' documents at each port that they name.
it.each([
  [25, ['250 2.1.0 Sender OK', '250 2.1.5 Recipient OK', '354 Start mail input; end with <CRLF>.<CRLF>']],
  [587, ['530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM']],
  [2525, ['530 5.7.57 SMTP; Client was not authenticated to send anonymous mail during MAIL FROM']],
])('a telnet session at port %i', async (port, replies) => {
  const client = await TestClient.connect(stack.site.port(port));
  await client.expect(/^220 mbx01\.contoso\.com Microsoft ESMTP MAIL Service ready at /);
  await client.command('EHLO contoso.com', /^250-mbx01\.contoso\.com Hello \[127\.0\.0\.1\]\n/);
  const lines = [
    'MAIL FROM:<chris@contoso.com>',
    'RCPT TO:<alice@contoso.com> NOTIFY=success,failure',
    'DATA',
  ];
  const heard: string[] = [];
  for (const line of lines.slice(0, replies.length)) heard.push((await client.command(line, /^\d/)).text);
  expect(heard).toEqual(replies);
  if (replies.length === lines.length) {
    // Front End passes it to a hub of either server.
    const end = ['Subject: Test from Contoso', '', 'This is a test message', '.'].join('\r\n');
    await client.command(
      end,
      /^250 2\.6\.0 <.+> \[InternalId=\d+, Hostname=mbx0[12]\.contoso\.com\] Queued mail/,
    );
  }
  await client.command('QUIT', /^221 2\.0\.0 Service closing transmission channel$/);
  client.close();
});
