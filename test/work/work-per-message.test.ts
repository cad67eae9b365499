import { chmod } from 'node:fs/promises';
import { join } from 'node:path';

import {
  ProbedProcess,
  probeEnvironment,
  sendOneByOne,
  tempDir,
  workPerMessage,
  type TempDir,
  type WorkPerMessage,
} from '@mailyard/testing';

import { Launched } from '../stack/launched.js';
import { budgets, type Budget } from './budgets.js';

// Counters instead of times: they are the same on every machine. What is added to the work of an ordinary message is
// seen here; a budget is raised with a reason in the commit that raises it.

const services = ['front-end-transport', 'hub-transport', 'mailbox-delivery'] as const;
const messages = 150;
/** Compiled code, folders, pooled connections, as after some minutes of service; the second time what is left of it. */
const warmUpMessages = { reused: 800, new: 300 };

let dir: TempDir;
let stack: Launched;

beforeAll(async () => {
  dir = await tempDir('mailyard-work');
  // The services may run as a user of their own.
  await chmod(dir.path, 0o777);
  stack = await Launched.start({ env: probeEnvironment(dir.path) });
}, 90_000);
afterAll(async () => {
  await stack.stop();
  await dir.remove();
});

async function measured(reused: boolean): Promise<WorkPerMessage> {
  const processes = new Map<string, ProbedProcess>();
  for (const name of services) {
    const found = await stack.process(name);
    if (found !== undefined) processes.set(name, new ProbedProcess(found.pid, dir.path));
  }
  const folder = join(stack.site.mailbox('alice').path, 'new');
  const send = (count: number): Promise<void> =>
    sendOneByOne({ port: stack.site.port(25), folder, reused }, count);
  await send(warmUpMessages[reused ? 'reused' : 'new']);
  return workPerMessage({ redis: stack.redis, services: processes, send }, messages);
}

/**
 * Logs are written and timers run by the clock, which is a call or two more on a slow machine. What is allocated is an
 * estimate from samples, and more while V8 has not compiled the code: the same build varies by 7 % from run to run.
 */
function toleranceOf(counter: string): number {
  return counter === 'allocatedOctets' ? 1.1 : 1.05;
}

/** Counter, what was counted, what is allowed. */
function exceeded(counted: Budget, budget: Budget, name: string): readonly string[] {
  return Object.entries(budget).flatMap(([counter, allowed]) => {
    const value = counted[counter] ?? Infinity;
    const limit = Math.max(allowed * toleranceOf(counter), allowed + 2);
    return value > limit ? [`${name}: ${counter} ${value.toFixed(1)} instead of ${allowed}`] : [];
  });
}

describe.each([
  ['over a connection that is there', true],
  ['over a connection of its own', false],
] as const)('the work of a message of 5 KB %s', (_, reused) => {
  it('stays within its budget', async () => {
    const work = await measured(reused);
    const budget = budgets[reused ? 'reused' : 'new'];
    const found = [
      ...exceeded({ ...work.redis }, budget.redis, 'redis'),
      ...services.flatMap((name) => exceeded({ ...work.services.get(name) }, budget[name], name)),
    ];
    expect(found).toEqual([]);
  }, 180_000);
});
