import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

import { ServerKeys } from '@mailyard/queue';
import { eventually } from '@mailyard/testing';
import type { Redis } from 'ioredis';

import { waitingDomain } from '../targets/target.js';

const run = promisify(execFile);
/** Each has its messages and its subject. */
const senders = 50;

/** Messages to a smart host that nobody reaches; resolves when so many wait. */
export async function fill(
  { port, redis }: { readonly port: number; readonly redis: Redis },
  waiting: number,
): Promise<void> {
  for (let sender = 0; sender < senders; sender += 1) {
    const options = `-s 10 -d -m ${Math.ceil(waiting / senders)} -l 1000 -N -S Invoice-${sender}`;
    const envelope = `-f sender@s${sender}.example -t user@${waitingDomain}`;
    await run('/usr/sbin/smtp-source', `${options} ${envelope} inet:127.0.0.1:${port}`.split(' '));
  }
  await waitFor(redis, waiting);
}

export async function waitFor(redis: Redis, waiting: number): Promise<void> {
  const all = async (): Promise<boolean> => (await redis.zcard(new ServerKeys('MBX01').items)) >= waiting;
  await eventually(all, { deadlineMs: 60_000, what: `${waiting} messages that wait` });
}
