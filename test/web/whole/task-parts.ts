import { message } from '../../mail/message.js';
import { greeted, transact } from '../../mail/send.js';
import type { Site } from '../../stack/site.js';

/** Stands for a printer: a test can connect from all of 127.0.0.0/8. */
export const device = '127.0.47.5';
const envelope = { from: 'printer@contoso.com', to: ['somebody@task.example'] };

/** What it hears when it names somebody outside. */
export async function relayed(site: Site): Promise<string> {
  const client = await greeted(site.port(25), { localAddress: device });
  await client.command(`MAIL FROM:<${envelope.from}>`, /^250 /);
  client.send(`RCPT TO:<${envelope.to.join()}>`);
  const { text } = await client.reply();
  client.close();
  return text;
}

/** Its message to somebody outside is taken. */
export async function relay(site: Site, subject: string): Promise<void> {
  const client = await greeted(site.port(25), { localAddress: device });
  const sent = message({ from: envelope.from, to: envelope.to.join(), subject });
  const { code } = await transact(client, sent, envelope);
  expect(code).toBe(250);
  client.close();
}

/** Nothing is tried again while the test looks, unless somebody orders it. */
export const slowRetries = {
  QueueGlitchRetryInterval: '00:10:00',
  TransientFailureRetryInterval: '00:10:00',
  OutboundConnectionFailureRetryInterval: '00:10:00',
};
export const shortRetries = Object.fromEntries(Object.keys(slowRetries).map((name) => [name, 300]));

/** As Export-Csv writes it. */
export function exported(count: number): string {
  const head = 'Name,Identity,Server,Bindings,RemoteIPRanges,TransportRole,PermissionGroups';
  const rows = Array.from({ length: count }, (_, at) => {
    const name = `Task import ${at}`;
    return `${name},EX01\\${name},EX01,0.0.0.0:25,10.47.${at}.0/24,FrontendTransport,AnonymousUsers`;
  });
  return [head, ...rows, ''].join('\n');
}
