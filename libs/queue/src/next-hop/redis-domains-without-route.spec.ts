import { jobIdOf } from '../item/mail-item.js';
import { unreachableQueue } from '../redis/keys.js';
import { mailbox, TestQueues } from '../spec-support/test-queues.js';

let queues: TestQueues;

beforeAll(async () => (queues = await TestQueues.open()));
afterAll(() => queues.close());

async function waiting(domain: string): Promise<readonly string[]> {
  const found: string[] = [];
  for await (const jobs of queues.database.domainsWithoutRoute.jobs(domain)) found.push(...jobs);
  return found;
}

describe('entries of messages that wait for a route', () => {
  it('stay as long as the message waits, whatever a hub says that has moved it before', async () => {
    const { database } = queues;
    const domain = 'one.example';
    const copy = { number: '0', queue: unreachableQueue, recipients: [mailbox('alice')], attempts: 0 };
    const transaction = database.transaction();
    transaction.enqueue({ id: '17', copy, receivedAt: 1_700_000_000_000, domains: [domain] });
    await transaction.commit();
    const job = jobIdOf('17', copy);

    await database.domainsWithoutRoute.forget(domain, [job, '18-0']);
    expect([await database.domainsWithoutRoute.all(), await waiting(domain)]).toEqual([[domain], [job]]);

    await database.removeJob(unreachableQueue, job);
    await database.domainsWithoutRoute.forget(domain, [job]);
    expect([await database.domainsWithoutRoute.all(), await waiting(domain)]).toEqual([[], []]);
  });
});
