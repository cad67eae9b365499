import { objectOf, withKeys } from './audit-entry.js';

const change = (object: string) =>
  ({ action: 'change', kind: 'Mailboxes', object, property: 'Alias' }) as const;

it.each([
  [{ properties: [change('alice'), change('alice'), change('bob')], parameters: {} }, 'alice, bob'],
  [{ parameters: { identity: 'MBX01\\Relay', force: 'false' } }, 'MBX01\\Relay'],
  [{ parameters: { parameters: '{"Name":"To nowhere","Port":9}' } }, 'To nowhere'],
  [{ parameters: {} }, ''],
])('%j is about %j', (entry, object) => {
  expect(objectOf(entry)).toBe(object);
});

it('entries of one moment have keys of their own', () => {
  const entry = { runDate: 1, operation: 'a', caller: 'b', client: 'c', parameters: {} };
  expect(withKeys([entry, entry, { ...entry, runDate: 2 }]).map(({ key }) => key)).toEqual([
    '1 a b',
    '1 a b 1',
    '2 a b',
  ]);
});
