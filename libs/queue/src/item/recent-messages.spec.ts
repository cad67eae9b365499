import type { MailItem } from './mail-item.js';
import { RecentMessages } from './recent-messages.js';

function message(id: string, bytes: number) {
  const content = { store: 'redis', bytes } as const;
  const item = { id, header: Buffer.alloc(10), content } as Partial<MailItem> as MailItem;
  return { item, content: [Buffer.alloc(bytes)] };
}

const mebibyte = 1024 * 1024;

describe('messages that this process has just stored', () => {
  it('gives each out once', () => {
    const recent = new RecentMessages();
    const stored = message('1', 100);
    recent.add(stored);
    expect(recent.take('1')).toBe(stored);
    expect(recent.take('1')).toBeUndefined();
  });

  it('leaves newcomers out while there is no room, and has room again for what was taken', () => {
    const recent = new RecentMessages();
    for (let id = 0; id < 40; id++) recent.add(message(String(id), mebibyte));
    expect(recent.take('0')).toBeDefined();
    expect(recent.take('39')).toBeUndefined();
    recent.add(message('40', mebibyte / 2));
    expect(recent.take('40')).toBeDefined();
  });

  it('forgets what nobody asked for within half a minute', () => {
    const recent = new RecentMessages();
    recent.add(message('1', 20 * mebibyte), 0);
    recent.add(message('2', 20 * mebibyte), 31_000);
    expect(recent.take('1')).toBeUndefined();
    expect(recent.take('2')).toBeDefined();
  });
});
