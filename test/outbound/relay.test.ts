import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually } from '@mailyard/testing';
import { stringify } from 'yaml';

import { deliveryReport, type RecipientReport } from '../mail/delivery-report.js';
import { message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import { organizationCommand } from '../stack/organization-command.js';
import { organizationText } from '../stack/organization.js';
import { ReceivingHost } from '../stack/receiving-host.js';
import { printers, sendConnector } from '../stack/relay.js';
import { Services } from '../stack/services.js';

const gone = 'gone@smart.example';
const busy = 'busy@smart.example';
const noSuchUser = '550 5.1.1 No such user in this house';
const busyReply = '450 4.2.1 The mailbox is busy';

let host: ReceivingHost;
let stack: Services;
/** Sent first, since it takes the longest. */
let putOff: string;

beforeAll(async () => {
  host = await ReceivingHost.start({
    says: (line) => {
      if (line.startsWith(`RCPT TO:<${gone}>`)) return `${noSuchUser}\r\n`;
      return line.startsWith(`RCPT TO:<${busy}>`) ? `${busyReply}\r\n` : undefined;
    },
  });
  const organization = organizationText({
    connectors: [printers],
    transportSettings: { DelayNotificationTimeout: '00:00:03', MessageExpirationTimeout: '00:00:20' },
    more: { SendConnectors: [sendConnector('smart', host.port)] },
  });
  stack = await Services.start({ organization });
  putOff = await send(busy);
}, 60_000);
afterAll(async () => {
  await stack.stop();
  await host[Symbol.asyncDispose]();
}, 60_000);

async function send(...to: readonly string[]): Promise<string> {
  const sent = message({ from: 'alice@contoso.com' });
  await submit(stack.site.port(25), sent, { from: 'alice@contoso.com', to });
  return sent.id;
}

async function command(...args: readonly string[]): Promise<string> {
  const { code, output } = await organizationCommand(stack, ...args);
  if (code !== 0) throw new Error(output);
  return output;
}

async function apply(connectors: readonly object[], ...options: readonly string[]): Promise<void> {
  const file = join(stack.site.scratchDir, 'connectors.yaml');
  await writeFile(file, stringify({ SendConnectors: connectors }));
  await command('apply', file, ...options);
}

/** The recipients with whom the message has come to its host. */
async function arrived(id: string, deadlineMs = 10_000): Promise<readonly string[]> {
  const found = () => host.messages.find(({ content }) => content.includes(id));
  await eventually(() => found() !== undefined, { deadlineMs, what: `${id} at its host` });
  return found()?.recipients ?? [];
}

async function reported(
  id: string,
  action: string,
): Promise<{ text: string; recipients: readonly RecipientReport[] }> {
  const stored = await stack.site.mailbox('alice').only(
    (candidate) => {
      const report = deliveryReport(candidate);
      return (report?.returned.includes(id) ?? false) && report?.recipients[0]?.action === action;
    },
    { deadlineMs: 40_000, what: `a DSN (${action}) on ${id}` },
  );
  return {
    text: stored.body.toString('utf8').replaceAll('=\r\n', ''),
    recipients: deliveryReport(stored)?.recipients ?? [],
  };
}

it('what the smart host refuses is told in its own words, and the others get the message (RFC 3464 §2.3)', async () => {
  const id = await send('one@smart.example', gone, 'two@smart.example');
  expect(await arrived(id)).toEqual(['one@smart.example', 'two@smart.example']);
  const { text, recipients } = await reported(id, 'failed');
  expect(recipients).toEqual([
    expect.objectContaining({ recipient: gone, status: '5.1.1', diagnostic: noSuchUser }),
  ]);
  expect(text).toMatch(/^Remote-MTA: dns; ?\[127\.0\.0\.1\]\r$/m);
  // For whoever has never heard of SMTP.
  expect(text).toContain("couldn't be found");
});

it('without a connector mail waits in Unreachable, and goes when there is one', async () => {
  const id = await send('x@later.example');
  await inUnreachable(id);
  await apply([sendConnector('later', host.port)]);
  // Services follow within a second.
  expect(await arrived(id, 3_000)).toEqual(['x@later.example']);
});

it('when its connector is removed, mail that waits for it is Unreachable, and goes by the next one', async () => {
  const dead = sendConnector('moved', 1);
  await apply([dead]);
  const id = await send('x@moved.example');
  await eventually(async () => expect(await command('queue', 'list')).toMatch(/Retry.*ECONNREFUSED/), {
    what: 'the connector to be tried',
  });
  await apply([sendConnector('smart', host.port)], '--prune', '--yes');
  await inUnreachable(id);
  await apply([sendConnector('moved', host.port)]);
  expect(await arrived(id, 3_000)).toEqual(['x@moved.example']);
});

it('what is put off is told to the sender once, and fails when it is too old, with the last words of the host', async () => {
  const delayed = await reported(putOff, 'delayed');
  expect(delayed.recipients).toEqual([expect.objectContaining({ recipient: busy, status: '4.4.7' })]);
  const failed = await reported(putOff, 'failed');
  expect(failed.recipients).toEqual([expect.objectContaining({ recipient: busy, status: '4.4.7' })]);
  expect(failed.text).toContain(busyReply);
}, 60_000);

async function inUnreachable(id: string): Promise<void> {
  await eventually(
    async () => {
      const listed = JSON.parse(await command('message', 'list', '--json')) as readonly object[];
      expect(listed).toContainEqual(expect.objectContaining({ messageId: id, queue: 'Unreachable' }));
    },
    { what: `${id} in Unreachable` },
  );
}
