import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { eventually, processTree, tempDir, type ClientReply, type TempDir } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { dotStuffed, message, type Message } from '../../mail/message.js';
import { greeted, openEnvelope, transact } from '../../mail/send.js';
import { organizationText } from '../../stack/organization.js';
import { Services } from '../../stack/services.js';

/** Says nothing until there is a file `go` beside it. */
const hanging = `import { existsSync } from 'node:fs';
const goes = () => existsSync(new URL('go', import.meta.url));
const think = async () => goes() ? [{ action: 'AddHeader', name: 'X-Thought', value: 'yes' }] : new Promise(() => undefined);
const subjectOf = (headers) => headers.find(({ name }) => name.toLowerCase() === 'subject')?.value;
export default {
  OnResolvedMessage: ({ message }) => subjectOf(message.headers) === 'categorized' ? think() : [],
  OnEndOfData: ({ headers }) => subjectOf(headers) === 'received' ? think() : [],
};`;

let stack: Services;
let folder: TempDir;

beforeAll(async () => {
  folder = await tempDir('mailyard-agent');
  const agent = join(folder.path, 'agent');
  await mkdir(agent);
  await writeFile(join(agent, 'hanging.mjs'), hanging);
  stack = await Services.start({
    organization: organizationText({
      more: {
        TransportAgents: [
          {
            Name: 'Hanging',
            AssemblyPath: join(agent, 'hanging.mjs'),
            Enabled: true,
            Events: ['OnResolvedMessage', 'OnEndOfData'],
            Touches: ['headers', 'content'],
            TimeLimit: '00:05:00',
          },
        ],
      },
    }),
  });
}, 90_000);
afterAll(async () => {
  await stack.stop();
  await folder.remove();
}, 60_000);

/** Files of messages that agents of the hub see at this moment, or that wait for them. */
async function files(): Promise<readonly string[]> {
  const names = await readdir(join(stack.site.dataDir, 'agents/hub-transport'), { recursive: true });
  return names.filter((name) => name.endsWith('.eml'));
}

async function agents(): Promise<readonly number[]> {
  const tree = await processTree(stack.service('hub-transport').pid ?? 0);
  return tree.filter(({ commandLine }) => commandLine.includes('hanging.mjs')).map(({ pid }) => pid);
}

async function sendAnew(sent: Message): Promise<ClientReply> {
  const client = await greeted(stack.site.port(25));
  const reply = await transact(client, sent);
  await client.quit();
  return reply;
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

it('SIGKILL while an agent hangs: the next hub delivers the message once, and nothing of the first is left', async () => {
  const ledger = new Ledger();
  const client = await greeted(stack.site.port(25));
  const categorized = message({ subject: 'categorized' });
  expect((await transact(client, categorized)).code).toBe(250);
  ledger.accept(categorized.id, ['alice']);
  const received = message({ subject: 'received' });
  await openEnvelope(client);
  await client.command('DATA', /^354 /);
  await client.sendRaw(dotStuffed(received.octets));
  // One for the categorizer, one that waits for its 250, and what the agent sees of that.
  await eventually(async () => expect(await files()).toHaveLength(3), { deadlineMs: 30_000 });
  const running = await agents();
  expect(running.length).toBeGreaterThan(0);

  await stack.kill('hub-transport');
  // Nobody knows what became of the second one: its client gets no 250, and sends again.
  await client.closed();
  await eventually(() => running.every(isGone), { deadlineMs: 20_000, what: 'its agents to end' });
  await writeFile(join(folder.path, 'agent/go'), '');
  await stack.startService('hub-transport');
  // Front End remembers for some seconds that the hub was gone, and refuses before any content.
  await eventually(async () => expect((await sendAnew(received)).code).toBe(250), { deadlineMs: 30_000 });
  ledger.accept(received.id, ['alice']);
  const balance = await expectBalance(stack, ledger, { deadlineMs: 60_000 });
  expect(balance).toMatchObject({ accepted: 2, delivered: 2, duplicates: 0 });
  for (const stored of await stack.site.mailbox('alice').messages()) {
    expect(stored.fields('X-Thought')).toEqual(['yes']);
  }
  expect(await files()).toEqual([]);
  expect(await readdir(join(stack.site.dataDir, 'agents/hub-transport'))).toHaveLength(1);
}, 180_000);
