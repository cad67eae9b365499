import { isLast, stateOf } from './processes.js';

const process = (id: string, state: 'Active' | 'Draining' = 'Active') =>
  ({ id, service: 'hub-transport', server: 'MBX01', state, listeners: [] }) as never;

it('the last one is the last of its service that is active', () => {
  const [a, b, drained] = [process('a'), process('b'), process('c', 'Draining')];
  expect(isLast([a], [a, b, drained])).toBe(false);
  expect(isLast([a, b], [a, b, drained])).toBe(true);
  expect(isLast([a], [a, drained])).toBe(true);
  expect(isLast([drained], [drained])).toBe(false);
});

it('a process with a fault works, and needs a look', () => {
  const failed = { name: 'Relay', endpoint: { address: '::', port: 25 }, state: 'Failed' };
  expect(stateOf(process('a'))).toBe('good');
  expect(stateOf({ ...(process('a') as object), listeners: [failed] } as never)).toBe('warn');
  expect(stateOf(process('a', 'Draining'))).toBe('held');
});
