import type { Caller } from '../caller.js';
import { TestServer } from '../spec-support/test-server.js';
import { findObject } from './find-object.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await server.queued();
}, 30_000);
afterAll(() => server.stop());

const helpDesk: Caller = {
  name: 'ines',
  client: 'c',
  rights: new Set(['View-Only Recipients', 'MyBaseOptions'] as const),
};
const namesOf = async (text: string, caller?: Caller) => {
  const { rows } = await server.order(findObject, { text }, caller);
  return rows.map(({ kind, name }) => `${kind} ${name}`);
};

describe('Find-Object', () => {
  it('finds by a part of the name, whatever its case, those that begin with it first', async () => {
    const names = await namesOf('default');
    expect(names[0]).toMatch(/^\S+ Default/);
    expect(names).toContain('ReceiveConnector Default Frontend MBX01');
    expect(await namesOf('FRONTEND mbx01')).toContain('ReceiveConnector Default Frontend MBX01');
  });

  it('finds queues by their next hop', async () => {
    expect(await namesOf('db01')).toContain('Queue DB01');
  });

  it('tells nobody of what they may not read', async () => {
    expect(await namesOf('default', helpDesk)).toEqual([]);
    expect(await namesOf('db01', helpDesk)).toEqual([]);
  });

  it('an answer has no more rows than were wanted, and says how many there are', async () => {
    const { rows, total } = await server.order(findObject, { text: 'mbx01', limit: 1 });
    expect([rows.length, total > 1]).toEqual([1, true]);
  });
});
