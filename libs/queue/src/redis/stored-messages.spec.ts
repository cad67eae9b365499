import { mailbox, TestQueues } from '../spec-support/test-queues.js';
import { exampleItem } from '../spec-support/example-item.js';

let queues: TestQueues;
beforeEach(async () => (queues = await TestQueues.open()));
afterEach(() => queues.close());

async function commandsOf(act: () => Promise<unknown>): Promise<number> {
  const count = async (): Promise<number> =>
    Number(/total_commands_processed:(\d+)/.exec(await queues.redis.info('stats'))?.[1]);
  const before = await count();
  await act();
  // The second look is one itself.
  return (await count()) - before - 1;
}

describe('a job that is claimed', () => {
  it('comes with its copy: a message that this process has stored is at hand without reading', async () => {
    const { messages } = queues.database;
    const item = exampleItem('1');
    const queue = await queues.queued('DB01', item, [mailbox('alice'), mailbox('bob')]);
    messages.recent.add({ item, content: [Buffer.from('Body')] });
    const { lease } = await queues.database.claim(queue);
    if (lease === undefined) throw new Error('nothing was claimed');
    let loaded;
    expect(await commandsOf(async () => (loaded = await messages.load(lease)))).toBe(0);
    const recipients = [mailbox('alice'), mailbox('bob')];
    expect(loaded).toMatchObject({
      retryCount: 0,
      message: { id: '1', copy: { queue, recipients }, item: { id: '1', envelope: { recipients } } },
    });
  });

  it('is read when it has stalled: others may have had its message since', async () => {
    const { messages } = queues.database;
    const item = exampleItem('1');
    const queue = await queues.queued('DB01', item);
    messages.recent.add({ item, content: [Buffer.from('Body')] });
    const { lease } = await queues.database.claim(queue);
    if (lease === undefined) throw new Error('nothing was claimed');
    await queues.redis.del(queues.database.keys.item('1'));
    expect(await messages.load({ ...lease, stalls: 1 })).toEqual({ retryCount: 0 });
  });
});
