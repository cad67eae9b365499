import { readFile } from 'node:fs/promises';

import { eventually } from '@mailyard/testing';

import { expectBalance, Ledger } from '../../mail/ledger.js';
import { message } from '../../mail/message.js';
import { greeted, transact } from '../../mail/send.js';
import { Services, type ServiceName } from '../../stack/services.js';

/** Few enough for the kernel to keep them while nobody reads, and for one hub to send them all. */
const messages = 10;
const body = `${'x'.repeat(70)}\r\n`.repeat(30);
const standing: readonly ServiceName[] = ['mailbox-delivery', 'hub-transport'];

describe('Mailbox Delivery that stands still, with the hub whose mail it has not read', () => {
  let stack: Services;

  beforeAll(async () => (stack = await Services.start()), 60_000);
  afterAll(async () => {
    for (const name of standing) signal(name, 'SIGCONT');
    await stack.stop();
  }, 60_000);

  function signal(name: ServiceName, what: 'SIGSTOP' | 'SIGCONT'): void {
    const { pid, running } = stack.service(name);
    if (running && pid !== undefined) process.kill(pid, what);
  }

  async function submitted(): Promise<string> {
    const client = await greeted(stack.site.port(25));
    const sent = message({ body });
    expect((await transact(client, sent)).code).toBe(250);
    client.close();
    return sent.id;
  }

  const unread = (): Promise<number> => unreadOctets(stack.site.port(475));

  it('stores nothing that others have delivered meanwhile', async () => {
    const ledger = new Ledger();
    ledger.accept(await submitted(), ['alice']);
    await expectBalance(stack, ledger);
    signal('mailbox-delivery', 'SIGSTOP');
    for (let count = 0; count < messages; count += 1) ledger.accept(await submitted(), ['alice']);
    const sent = async (): Promise<boolean> => (await unread()) > messages * body.length;
    await eventually(sent, { what: 'all messages to lie unread' });
    signal('hub-transport', 'SIGSTOP');
    await stack.startService('second mailbox-delivery');
    await stack.startService('second hub-transport');
    await expectBalance(stack, ledger, { deadlineMs: 90_000 });
    signal('mailbox-delivery', 'SIGCONT');
    await eventually(async () => (await unread()) === 0, { what: 'all messages to be read' });
    // It ends after what it has begun.
    await stack.stopService('mailbox-delivery');
    signal('hub-transport', 'SIGCONT');
    await expectBalance(stack, ledger);
  }, 180_000);
});

/** What the kernel has got for that port of 127.0.0.1 and nobody has read: proc(5), /proc/net/tcp. */
async function unreadOctets(port: number): Promise<number> {
  const local = `0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const lines = (await readFile('/proc/net/tcp', 'utf8')).split('\n').map((line) => line.trim().split(/\s+/));
  const queues = lines.filter(([, address]) => address === local).map(([, , , , queued = '']) => queued);
  return queues.reduce((sum, queued) => sum + parseInt(queued.split(':')[1] ?? '0', 16), 0);
}
