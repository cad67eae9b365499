import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../mail/ledger.js';
import { message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import { Launched } from '../stack/launched.js';
import { organizationText } from '../stack/organization.js';
import { ReceivingHost } from '../stack/receiving-host.js';
import { printers, sendConnector } from '../stack/relay.js';
import { demoPassword } from '../stack/site.js';

interface Board {
  readonly queues: readonly {
    readonly name: string;
    readonly isPaused: boolean;
    readonly counts: Readonly<Record<string, number>>;
    readonly jobs: readonly { readonly id: string; readonly name: string }[];
  }[];
}

const to = 'x@smart.example';
let refuses = true;
let host: ReceivingHost;
let stack: Launched;

beforeAll(async () => {
  host = await ReceivingHost.start({
    says: (line) => (refuses && line.startsWith('MAIL') ? '451 4.3.0 Later\r\n' : undefined),
  });
  const organization = organizationText({
    transportSettings: { MessageRetryInterval: '01:00:00' },
    connectors: [printers],
    more: { SendConnectors: [sendConnector('smart', host.port)] },
  });
  stack = await Launched.start({ organization });
}, 90_000);
afterAll(async () => {
  await stack.stop();
  await host[Symbol.asyncDispose]();
}, 60_000);

function ask(method: string, path: string): Promise<Response> {
  const url = `http://127.0.0.1:${stack.site.port(8080)}`;
  const Authorization = `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}`;
  const body = '{"name":"x","data":{},"delay":1,"priority":1,"concurrency":1,"max":1,"duration":1}';
  return fetch(`${url}/queues/api${path}`, {
    method,
    headers: { Authorization, Origin: url, 'Content-Type': 'application/json' },
    ...(method === 'GET' ? {} : { body }),
  });
}

async function board(queue: string): Promise<Board['queues'][number] | undefined> {
  const { queues } = (await (
    await ask('GET', `/queues?activeQueue=${queue}&status=delayed`)
  ).json()) as Board;
  return queues.find(({ name }) => name.startsWith(queue));
}

function delayed(count: number): Promise<Board['queues'][number]> {
  return eventually(async () => {
    const found = await board('SmartHostConnectorDelivery');
    return found?.counts['delayed'] === count && found;
  });
}

async function firstJob(queue: string): Promise<Board['queues'][number]['jobs'][number]> {
  const [first] = (await board(queue))?.jobs ?? [];
  if (first === undefined) throw new Error(`${queue} is empty`);
  return first;
}

/** Each twice at once, as an impatient administrator does. */
async function press(method: string, path: string): Promise<readonly number[]> {
  return (await Promise.all([ask(method, path), ask(method, path)])).map(({ status }) => status);
}

const absent = [
  'POST add',
  'PUT retry/delayed',
  'PUT clean/delayed',
  'PUT empty',
  'PUT obliterate',
  'PUT JOB/retry',
  'PATCH JOB/update-data',
  'PATCH JOB/delay',
  'PATCH JOB/priority',
];
const harmless = ['QUEUE/pause', 'QUEUE/JOB/promote', 'QUEUE/resume', 'QUEUE/promote', 'pause', 'resume'];

it('of messages of a running hub no button of Bull Board loses, duplicates or strands one', async () => {
  const ledger = new Ledger();
  const from = 'bob@contoso.com';
  for (let count = 0; count < 8; count += 1) {
    const sent = message();
    await submit(stack.site.port(25), sent, { from, to: [to] });
    ledger.accept(sent.id, [to]);
  }
  const { name } = await delayed(8);
  const job = await firstJob(name);
  expect(job.name).toContain(from);

  for (const button of absent) {
    const [method = '', path = ''] = button.split(' ');
    expect(await press(method, `/queues/${name}/${path.replace('JOB', job.id)}`)).toEqual([403, 403]);
  }
  for (const path of harmless) {
    const statuses = await press('PUT', `/queues/${path.replace('QUEUE', name).replace('JOB', job.id)}`);
    expect(Math.max(...statuses)).toBeLessThan(500);
  }
  // The hub has tried them meanwhile, and put them off again.
  await delayed(8);
  expect(await press('PUT', `/queues/${name}/${job.id}/clean`)).toContain(204);
  await delayed(7);
  refuses = false;
  expect(Math.min(...(await press('PUT', `/queues/${name}/promote`)))).toBeLessThan(300);
  await expectBalance({ site: stack.site, redis: stack.redis, hosts: [host] }, ledger);
  expect(host.messages.filter(({ content }) => content !== '')).toHaveLength(7);
}, 90_000);
