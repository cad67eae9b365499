import type { Administrator } from '@mailyard/sign-in';

import { newMessageOperation } from '../bulk/new-message-operation.js';
import { undoMessageOperation } from '../bulk/end-message-operation.js';
import { localAdministrator, type Caller } from '../caller.js';
import { TestServer } from '../spec-support/test-server.js';
import type { AttentionItem } from './attention-item.js';
import { changedNotifications } from './changed-notifications.js';
import { getNeedsAttention } from './get-needs-attention.js';
import { getNotification } from './get-notification.js';
import { NotificationWatch } from './notification-watch.js';
import type { Notification } from './redis-notifications.js';
import { setMyNotification } from './set-my-notification.js';

const day = 86_400_000;
const item = (id: string): AttentionItem => ({
  id,
  code: 'queue-in-retry',
  subject: id,
  reason: 'r',
  state: 'TriesAgain',
  next: 'n.',
  page: 'queues',
});

describe('what is written down', () => {
  const noticed = (items: readonly AttentionItem[], now: number) => ({ items, ended: [], now });
  const after = (known: readonly Notification[], ...looks: readonly (readonly AttentionItem[])[]) =>
    looks.reduce<readonly Notification[]>((before, items, at) => {
      const { changed, gone } = changedNotifications(before, noticed(items, at));
      const all = new Map([...before, ...changed].map((each) => [each.id, each]));
      return [...all.values()].filter(({ id }) => !gone.includes(id));
    }, known);

  it('is when it begins, when it ends, and how often', () => {
    expect(after([], [item('a')], [item('a')], [], [item('a'), item('b')])).toMatchObject([
      { id: 'a', at: 3, times: 2 },
      { id: 'b', at: 3, times: 1 },
    ]);
    expect(after([], [item('a')], [])).toMatchObject([{ id: 'a', at: 0, endedAt: 1 }]);
  });

  it('is not written again while it lasts', () => {
    const known = after([], [item('a')]);
    expect(changedNotifications(known, noticed([item('a')], 9))).toEqual({ changed: [], gone: [] });
  });

  it('is kept for 30 days behind its end, and a thousand at most', () => {
    const known = after([], [item('a')], []);
    expect(changedNotifications(known, noticed([], 1 + 30 * day)).gone).toEqual([]);
    expect(changedNotifications(known, noticed([], 2 + 30 * day)).gone).toEqual(['a']);
    const many = Array.from({ length: 1_500 }, (_, at) => ({ ...known[0], id: `${at}`, endedAt: at }));
    const { gone } = changedNotifications(many as Notification[], noticed([], 9));
    expect([gone.length, gone[0], gone.at(-1)]).toEqual([500, '0', '499']);
  });
});

describe('the notifications of a server', () => {
  let server: TestServer;
  let watch: NotificationWatch;
  beforeEach(async () => {
    server = await TestServer.start();
    const log = {
      warn: (line: unknown) => {
        throw new Error(String(line));
      },
    };
    const redis = server.client();
    watch = new NotificationWatch(server.context, { redis, instance: 'a', log });
  }, 30_000);
  afterEach(() => server.stop());

  const account = { name: 'ann', guid: 'ann' } as unknown as Administrator;
  const ann: Caller = { ...localAdministrator(), signedIn: { by: 'password', account } };

  it('tell of services that miss, until each account has read them', async () => {
    const { rows, total } = await server.order(getNeedsAttention, { limit: 2 });
    expect([rows.length, total, rows[0]?.code]).toEqual([2, 3, 'service-missing']);
    await watch.look(1_000);
    expect(await server.order(getNotification, {}, ann)).toMatchObject({ unread: 3, total: 3 });
    const id = 'service-missing hub-transport';
    expect(await server.order(setMyNotification, { ids: [id, 'x'] }, ann)).toEqual({ marked: 1 });
    const read = await server.order(getNotification, {}, ann);
    expect(read.rows.filter(({ isRead }) => isRead).map((each) => each.id)).toEqual([id]);
    expect(await server.order(getNotification, {})).toMatchObject({ unread: 3 });
    await server.announced({ service: 'hub-transport' });
    await watch.look(2_000);
    const ended = await server.order(getNotification, {}, ann);
    expect(ended.rows.find((each) => each.id === id)).toMatchObject({ endedAt: 2_000, isRead: true });
    await server.context.registry.withdraw();
    await watch.look(3_000);
    const again = await server.order(getNotification, {}, ann);
    expect(again.rows[0]).toMatchObject({ id, at: 3_000, times: 2, isRead: false });
    expect(await server.order(setMyNotification, {}, ann)).toEqual({ marked: 3 });
    await server.order(setMyNotification, { ids: [id], read: false }, ann);
    expect(await server.order(getNotification, {}, ann)).toMatchObject({ unread: 1 });
  });

  it('tell of operations that have ended', async () => {
    await server.queued();
    const order = { kind: 'Remove' };
    const { id: operation } = await server.order(newMessageOperation, { order, queue: 'DB01' });
    await watch.look(Date.now());
    expect(JSON.stringify(await server.order(getNotification, {}))).not.toContain('operation-ended');
    await server.order(undoMessageOperation, { operation });
    await watch.look(Date.now());
    const { rows } = await server.order(getNotification, {});
    expect(rows).toContainEqual(
      expect.objectContaining({ id: `operation-ended ${operation}`, state: 'Done', page: 'operations' }),
    );
  });
});
