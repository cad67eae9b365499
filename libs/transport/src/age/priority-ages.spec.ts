import { eventually } from '@mailyard/testing';

import { recipient } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';

const nowhere = recipient('someone@elsewhere.example');
const carol = recipient('carol@contoso.com');
const [high, low] = ['X-Priority: 1\r\n', 'Importance: low\r\n'];

let site: TestSite;
beforeAll(async () => (site = await TestSite.start()));
afterAll(() => site.stop());
afterEach(() => site.renew());

const hour = 3_600_000;
const settings = { PriorityQueuingEnabled: true, HighPriorityMessageExpirationTimeout: 8 * hour };

it('PriorityQueuingEnabled: each priority expires after its own time, however often one looks', async () => {
  const hub = await site.startHub(settings);
  for (const [fields, ageMs] of [
    [high, 8 * hour],
    [high, 7 * hour],
    ['', 47 * hour],
    [low, 48 * hour],
  ] as const) {
    await hub.submit([nowhere], { from: null, fields, ageMs });
  }
  await eventually(async () => {
    await hub.service.ages.sweep();
    return hub.counts.failed === 2;
  });
  await hub.service.ages.sweep();
  expect(hub.counts.failed).toBe(2);
  expect(await site.queue('Unreachable')).toMatchObject({ messageCount: 2 });
});

it('PriorityQueuingEnabled: the sender hears of the delay after the time of the priority, once', async () => {
  const hub = await site.startHub(settings);
  for (const [fields, ageMs] of [
    [high, hour / 2],
    ['', hour / 2],
    ['', 4 * hour],
    [low, 7 * hour],
  ] as const) {
    await hub.submit([nowhere], { from: carol.path, fields, ageMs });
  }
  await eventually(async () => (await site.queue('Unreachable'))?.messageCount === 4);
  for (let look = 0; look < 3; look += 1) await hub.service.ages.sweep();
  expect(hub.counts.dsn).toBe(2);
});

it('without it all have the same times', async () => {
  const hub = await site.startHub({ ...settings, PriorityQueuingEnabled: false });
  await hub.submit([nowhere], { from: null, fields: high, ageMs: 9 * hour });
  await hub.submit([nowhere], { from: null, fields: low, ageMs: 48 * hour });
  await eventually(async () => {
    await hub.service.ages.sweep();
    return hub.counts.failed === 1;
  });
  expect(await site.queue('Unreachable')).toMatchObject({ messageCount: 1 });
});
