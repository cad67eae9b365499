import type { ServiceInstance } from '@mailyard/service';

import {
  pipelineProblemCodes,
  pipelineProblems,
  SilentServices,
  type SeenPipeline,
} from './pipeline-problems.js';

const calm: SeenPipeline = {
  gone: [],
  connectors: [{ Server: 'MBX01', Name: 'Default', Enabled: true }],
  refusal: undefined,
};
function instance(more: Partial<ServiceInstance> = {}): ServiceInstance {
  const identity = { id: 'a', service: 'hub-transport', server: 'MBX01', host: 'h', pid: 7 };
  return {
    ...identity,
    address: '127.0.0.1',
    listeners: [],
    state: 'Active',
    startedAt: '2026-01-01T00:00:00.000Z',
    version: '0',
    ...more,
  };
}

it.each<
  [string, Partial<SeenPipeline>, readonly (readonly [code: string, subject: string, reason: RegExp])[]]
>([
  ['nothing is wrong', {}, []],
  ['Redis is a replica', { refusal: 'READONLY' }, [['redis-refuses-writes', 'Redis', /^READONLY$/]]],
  [
    'a connector is switched off',
    { connectors: [{ Server: 'MBX01', Name: 'Relay', Enabled: false }, ...calm.connectors] },
    [['connector-disabled', 'MBX01\\Relay', /Enabled is false/]],
  ],
  [
    'a process is gone',
    { gone: [instance()] },
    [['service-gone', 'MBX01\\hub-transport h:7', /without taking its leave/]],
  ],
  [
    'Redis and a connector at once',
    { refusal: 'OOM', connectors: [{ Server: 'MBX01', Name: 'R', Enabled: false }] },
    [
      ['redis-refuses-writes', 'Redis', /OOM/],
      ['connector-disabled', 'MBX01\\R', /./],
    ],
  ],
])('%s', (_, seen, expected) => {
  const found = pipelineProblems({ ...calm, ...seen });
  expect(found.map(({ code, subject }) => [code, subject])).toEqual(
    expected.map(([code, subject]) => [code, subject]),
  );
  found.forEach(({ code, reason }, index) => {
    expect(reason).toMatch(expected[index]?.[2] ?? '');
    expect(pipelineProblemCodes).toContain(code);
  });
});

describe('a service that falls silent', () => {
  const self = { host: 'here', pid: 1 };

  it('is gone when it stays so for two seconds, and not when it comes back', () => {
    const silent = new SilentServices(self);
    expect(silent.look([instance()], 0)).toEqual([]);
    expect(silent.look([instance()], 1_999)).toEqual([]);
    expect(silent.look([instance()], 2_000)).toHaveLength(1);
    expect(silent.look([], 2_500)).toEqual([]);
    expect(silent.look([instance()], 3_000)).toEqual([]);
  });

  it('is not gone while whoever looks is silent itself: then nobody has been heard', () => {
    const silent = new SilentServices(self);
    const all = [instance(), instance({ ...self, id: 'self' })];
    expect(silent.look(all, 0)).toEqual([]);
    expect(silent.look(all, 60_000)).toEqual([]);
    expect(silent.look([instance()], 61_000)).toEqual([]);
    expect(silent.look([instance()], 63_000)).toHaveLength(1);
  });
});
