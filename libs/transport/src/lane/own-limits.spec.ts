import type { OwnLimit } from '@mailyard/delivery';
import { Organization } from '@mailyard/directory';
import { eventually } from '@mailyard/testing';

import { recipient } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const queue = 'SmtpDeliveryToMailbox.DB01';
const reached: OwnLimit = {
  reason: 'messages to DB01 are limited to 1 an hour by MessageRateLimit',
  cause: 'message-rate',
  retryAfterMs: 3_600_000,
};

let site: TestSite;
let limit: OwnLimit | undefined;
let asked: number;
const ownLimit = (): OwnLimit | undefined => {
  asked += 1;
  return limit;
};

beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
beforeEach(() => {
  limit = reached;
  asked = 0;
});
afterEach(() => site.renew());

it('messages that a limit of ours keeps wait in their queue: no Retry, no attempt, and nobody asks until then', async () => {
  const hub = await site.openHub({ ownLimit });
  await hub.start();
  for (let count = 0; count < 20; count += 1) await hub.submit([recipient('alice@contoso.com')]);
  await eventually(async () =>
    expect(await site.queue(queue)).toMatchObject({ status: 'Ready', messageCount: 20, activeCount: 0 }),
  );
  expect(await site.queue(queue)).toMatchObject({ retryCount: 0, waitReason: reached.reason });
  // As many as had a lane when the first one was refused.
  expect(asked).toBeLessThanOrEqual(5);

  const before = asked;
  await hub.submit([recipient('bob@contoso.com')]);
  await hub.submit([recipient('carol@contoso.com')]);
  await eventually(() => expect(asked).toBe(before + 1));
  expect(await site.queue('SmtpDeliveryToMailbox.DB02')).toMatchObject({ waitReason: reached.reason });

  limit = undefined;
  const { revision, objects } = hub.organization;
  const Servers = objects.Servers.map((server) => ({ ...server, MaxPerDomainOutboundConnections: 5 }));
  hub.changeOrganization(new Organization(revision + 1, { ...objects, Servers }));
  await eventually(() => expect(site.sink.taken).toHaveLength(22), { deadlineMs: 10_000 });
  await hub.emptied();
  expect(hub.told.filter((line) => /retry/i.test(line))).toEqual([]);
  expect(hub.faults).toEqual([]);
});

it('a change that is about something else ends no wait', async () => {
  const hub = await site.openHub({ ownLimit });
  await hub.start();
  // Of the limits that it begins with it does not know yet whether they are new.
  hub.changeOrganization(hub.organization);
  await hub.submit([recipient('alice@contoso.com')]);
  await eventually(async () => expect((await site.queue(queue))?.waitUntil).toBeDefined());
  const before = asked;
  const { revision, indexed } = hub.organization;
  hub.changeOrganization(new Organization(revision + 1, indexed, hub.organization));
  await hub.submit([recipient('carol@contoso.com')]);
  await eventually(() => expect(asked).toBe(before + 1));
  expect((await site.queue(queue))?.waitUntil).toBeGreaterThan(Date.now() + 3_000_000);
});

it('a limit that does not say until when is asked again whenever there is a lane', async () => {
  limit = { reason: 'no connection is free' };
  const hub = await site.openHub({ ownLimit });
  await hub.start();
  await hub.submit([recipient('alice@contoso.com')]);
  await eventually(() => expect(asked).toBeGreaterThan(2));
  expect((await site.queue(queue))?.waitReason).toBeUndefined();
  limit = undefined;
  await hub.emptied();
  expect(site.sink.taken).toHaveLength(1);
});
