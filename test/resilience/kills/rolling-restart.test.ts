import { eventually, TestClient } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { dotStuffed, message, type Message } from '../../mail/message.js';
import { organizationCommand } from '../../stack/organization-command.js';
import { Services, type ServiceName } from '../../stack/services.js';

const hosts = ['127.0.0.1', '127.0.0.2'] as const;
const clients = 6;
const rolled: readonly ServiceName[] = [
  'hub-transport',
  'second hub-transport',
  'front-end-transport',
  'second front-end-transport',
];

describe('a rolling restart under load, of processes that were drained before, and of others (P8)', () => {
  let stack: Services;
  const ledger = new Ledger();
  const replies = new Map<number, number>();
  let lostReplies = 0;
  let ends = false;

  beforeAll(async () => {
    stack = await Services.start({
      services: ['mailbox-delivery', ...rolled],
    });
  }, 120_000);
  afterAll(() => {
    // Where the test has failed, too: clients that never stop would keep the run from ending.
    ends = true;
    return stack.stop();
  }, 60_000);

  it('loses nothing, and no client sees more than a 4xx', async () => {
    const load = Array.from({ length: clients }, (_, index) => send(index));
    await eventually(() => ledger.acceptedMessages > 50, { what: 'mail to flow' });
    for (const name of rolled) {
      // SIGTERM alone is enough: the process drains before it ends.
      if (!name.startsWith('second')) await drain(name);
      await stack.stopService(name);
      await stack.startService(name);
    }
    const before = ledger.acceptedMessages;
    await eventually(() => ledger.acceptedMessages > before + 50, { what: 'mail to flow afterwards' });
    ends = true;
    await Promise.all(load);

    expect([...replies.keys()].filter((code) => code >= 500)).toEqual([]);
    expect(lostReplies).toBe(0);
    const balance = await expectBalance(stack, ledger, { deadlineMs: 40_000 });
    console.log(`${balance.accepted} accepted; replies ${JSON.stringify([...replies])}`);
  }, 180_000);

  async function drain(name: ServiceName): Promise<void> {
    const component = name.endsWith('hub-transport') ? 'HubTransport' : 'FrontendTransport';
    const { pid } = stack.service(name);
    const set = ['component', 'set', component, 'Draining', '--requester', 'Deployment'];
    const { code, output } = await organizationCommand(stack, ...set, '--instance', String(pid));
    expect([code, output]).toEqual([0, expect.stringMatching(/, process [\w-]+ is Draining$/m)]);
    await stack.service(name).waitForOutput(/is Draining here/);
  }

  /** Sends message after message, over a new session each five; a host that turns it away is left for the other one. */
  async function send(first: number): Promise<void> {
    for (let host = first; !ends; host += 1) {
      const client = await session(hosts[host % 2] ?? hosts[0]);
      if (client === undefined) continue;
      await converse(client);
      client.close();
    }
  }

  async function session(host: string): Promise<TestClient | undefined> {
    try {
      const client = await TestClient.connect(stack.site.port(25), { host });
      const { code } = await client.reply();
      if (code === 220) return client;
      count(code);
      client.close();
    } catch {
      // Nobody listens: it is being started.
    }
    return undefined;
  }

  async function converse(client: TestClient): Promise<void> {
    await client.ehlo().catch(() => undefined);
    for (let number = 0; number < 5 && !ends; number += 1) {
      const sent = message();
      const taken = await transaction(client, sent);
      if (taken) ledger.accept(sent.id, ['alice']);
      else return;
    }
  }

  /** False: the session is over. Between messages the last word is a 421, which may come before it is asked for. */
  async function transaction(client: TestClient, { octets }: Message): Promise<boolean> {
    const replied = async (line: string, good: number): Promise<boolean> => {
      client.send(line);
      const { code } = await client.reply();
      if (code !== good) count(code);
      return code === good;
    };
    try {
      for (const [line, good] of dialogue) if (!(await replied(line, good))) return false;
    } catch {
      return false;
    }
    try {
      await client.sendRaw(dotStuffed(octets));
      const { code } = await client.reply();
      count(code);
      return code === 250;
    } catch {
      lostReplies += 1;
      return false;
    }
  }

  function count(code: number): void {
    replies.set(code, (replies.get(code) ?? 0) + 1);
  }
});

const dialogue = [
  ['MAIL FROM:<sender@example.net>', 250],
  ['RCPT TO:<alice@contoso.com>', 250],
  ['DATA', 354],
] as const;
