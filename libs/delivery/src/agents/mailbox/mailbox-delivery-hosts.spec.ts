import type { ListenerReport, ServiceInstance } from '@mailyard/service';
import { eventually } from '@mailyard/testing';

import { MailboxDeliveryHosts } from './mailbox-delivery-hosts.js';

const listening: ListenerReport = {
  name: 'Default Mailbox Delivery MBX01',
  endpoint: { address: '127.0.0.1', port: 10475 },
  state: 'Listening',
};

function instance(id: string, more: Partial<ServiceInstance> = {}): ServiceInstance {
  return {
    id,
    service: 'mailbox-delivery',
    server: 'MBX01',
    host: 'mbx01',
    pid: 1,
    address: '127.0.0.1',
    listeners: [listening],
    state: 'Active',
    startedAt: '2026-11-21T00:00:00.000Z',
    version: '0.1.0',
    ...more,
  };
}

let hosts: MailboxDeliveryHosts;
let live: readonly ServiceInstance[];
let answers: number;
let returns: number;

beforeEach(async () => {
  live = [instance('a')];
  answers = 0;
  returns = 0;
  hosts = new MailboxDeliveryHosts({
    live: () => {
      answers += 1;
      return Promise.resolve(live);
    },
    freshMs: 5,
    onFault: (error) => {
      throw error;
    },
    onReturn: () => {
      returns += 1;
    },
  });
  await hosts.start();
});
afterEach(() => hosts.stop());

async function threeAnswers(): Promise<void> {
  const before = answers;
  await eventually(() => answers >= before + 4);
}

it('tells of a next hop that is there, and a second time for attempts that were under way', async () => {
  await threeAnswers();
  expect(returns).toBe(2);
});

it.each<[string, ServiceInstance, ServiceInstance]>([
  ['whose connector was disabled', instance('a', { listeners: [] }), instance('a')],
  ['whose port was taken', instance('a', { listeners: [{ ...listening, state: 'Failed' }] }), instance('a')],
  [
    'whose database was missing',
    instance('a', {
      degradations: [{ code: 'mailbox-database-missing', subject: 'DB01', reason: '', since: '' }],
    }),
    instance('a', { recoveries: 1 }),
  ],
  ['whose database was missing between two answers', instance('a'), instance('a', { recoveries: 1 })],
  ['that is a new process', instance('a'), instance('b')],
])('tells of a next hop %s', async (_, before, after) => {
  live = [before];
  await threeAnswers();
  const told = returns;
  live = [after];
  await threeAnswers();
  expect(returns).toBe(told + 2);
});
