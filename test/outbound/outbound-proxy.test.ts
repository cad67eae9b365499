import { eventually } from '@mailyard/testing';

import { message } from '../mail/message.js';
import { greeted, transact } from '../mail/send.js';
import { SmtpSink } from '../mail/smtp-sink.js';
import { certificateIn } from '../stack/certificate.js';
import { organizationCommand } from '../stack/organization-command.js';
import { organizationText } from '../stack/organization.js';
import { Services } from '../stack/services.js';

let sink: SmtpSink;
let stack: Services;

beforeAll(async () => {
  sink = await SmtpSink.start();
  const connector = {
    Name: 'To Internet',
    AddressSpaces: '*',
    DNSRoutingEnabled: false,
    SmartHosts: '[127.0.0.1]',
    Port: sink.port,
    FrontendProxyEnabled: true,
  };
  const organization = organizationText({ more: { SendConnectors: [connector] } });
  stack = await Services.start({ organization });
}, 90_000);
afterAll(async () => {
  await stack.stop();
  await sink.stop();
}, 60_000);

async function send(): Promise<string> {
  const client = await greeted(stack.site.port(2525));
  await client.upgradeTls({ command: 'X-ANONYMOUSTLS', ...(await certificateIn(stack.site.pkiDir)) });
  await client.ehlo('mbx02.contoso.com');
  const sent = message({ from: 'alice@contoso.com', to: 'someone@example.com' });
  const to = { from: 'alice@contoso.com', to: ['someone@example.com'] };
  expect(await transact(client, sent, to)).toMatchObject({ code: 250 });
  await client.quit();
  return sent.id;
}

const arrived = (id: string, deadlineMs = 30_000): Promise<unknown> =>
  eventually(() => sink.taken.some((taken) => taken.includes(id)), { deadlineMs, what: `${id} outside` });

async function lastError(): Promise<string> {
  return (await organizationCommand(stack, 'queue', 'list', '--json')).output;
}

it('mail leaves through Front End, and through the next one when that one is killed', async () => {
  await arrived(await send());
  await stack.kill('front-end-transport');
  await stack.startService('front-end-transport');
  await arrived(await send());
  expect(sink.taken).toHaveLength(2);
});

it('a Front End that stops is not held by tunnels that lie idle', async () => {
  await arrived(await send());
  const stopping = performance.now();
  expect(await stack.stopService('front-end-transport')).toMatchObject({ code: 0 });
  // Its grace for transactions is 30 s.
  expect(performance.now() - stopping).toBeLessThan(20_000);
});

it('without a Front End mail waits at the hub, with the reason', async () => {
  const id = await send();
  await eventually(
    async () => expect(await lastError()).toMatch(/no Front End could be used: none is alive/),
    {
      deadlineMs: 20_000,
    },
  );
  expect(sink.taken.some((taken) => taken.includes(id))).toBe(false);
});
