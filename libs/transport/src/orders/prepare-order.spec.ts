import { jobIdOf, type Lease, type OrderedCopy } from '@mailyard/queue';
import { replies } from '@mailyard/smtp';
import { noTracking } from '@mailyard/tracking';

import { DsnAuthor } from '../dsn/dsn-author.js';
import { claimed } from '../spec-support/as-a-lane.js';
import { recipient, type TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';
import { carryOut, prepareOrder, type OrderContext } from './prepare-order.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
const alice = recipient('alice@contoso.com');
const bob = recipient('bob@contoso.com');

let site: TestSite;
let hub: TestHub;
beforeEach(async () => {
  site = await TestSite.start();
  hub = await site.startHub();
  await hub.database.transaction().suspend(queue).commit();
}, 30_000);
afterEach(() => site.stop());

function orders(): OrderContext {
  const { database } = hub;
  const organization = (): typeof hub.organization => hub.organization;
  const nextId = (): Promise<string> => database.ids.next();
  const dsns = new DsnAuthor({ fqdn: 'mbx01.contoso.com', organization, nextId, now: Date.now });
  return { database, dsns, organization, tracking: noTracking, events: { fault: () => undefined } };
}

/** A message that waits in the queue, and its job in the hands of a lane that nobody sees. */
async function underWay(): Promise<Lease> {
  await hub.submit([alice], { from: bob.path });
  await hub.service.stop(0);
  await site.catalog.resume(queue);
  return claimed(hub.database, queue);
}

/** The next hop has asked to try again. */
async function deferred(lease: Lease): Promise<void> {
  const { message } = await hub.database.messages.load(lease);
  if (message === undefined) throw new Error('no such message');
  const lastError = replies.localError.toString();
  const transaction = hub.database.transaction();
  const replacedBy = [{ ...message.copy, attempts: 1, lastError }];
  transaction.settle({ settled: message, lease, replacedBy });
  transaction.delay(lease, { delayMs: 0, claimNext: false });
  await transaction.commit();
}

it.each([true, false])(
  'a message that is deferred while its removal is prepared stays with its job (NDR: %s)',
  async (withNDR) => {
    const lease = await underWay();
    const id = lease.jobId.split('-')[0] ?? '';
    const copy: OrderedCopy = { id, number: '0', queue };
    const prepared = await prepareOrder({ kind: 'Remove', withNDR }, copy, orders());
    if (typeof prepared === 'string') throw new Error(prepared);
    await deferred(lease);
    expect(await carryOut(prepared, orders())).toBe('BeingDelivered');
    const redis = site.redis.client();
    expect(await hub.database.messages.storedCopy(id, '0')).toBeDefined();
    expect(await redis.exists(hub.database.keys.ofQueue(queue, jobIdOf(id, copy)))).toBe(1);
    const other = await site.openHub();
    await other.start();
    await other.emptied();
    expect(site.sink.delivered).toEqual(['alice@contoso.com']);
  },
);
