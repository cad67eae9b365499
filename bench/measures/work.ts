import { sendOneByOne, workPerMessage, type WorkPerMessage } from '@mailyard/testing';

import type { ProbedMailyard } from '../targets/mailyard.js';

const messages = 300;
const warmUpMessages = 1000;

/** What one message of 5 KB costs, in counters that no neighbour on the machine can change. */
export async function measureWork(
  mailyard: ProbedMailyard,
  { reused }: { readonly reused: boolean },
): Promise<WorkPerMessage> {
  const { folder } = mailyard.mailbox('alice');
  const send = (count: number): Promise<void> => sendOneByOne({ port: mailyard.port, folder, reused }, count);
  await send(warmUpMessages);
  const redis = mailyard.redis();
  try {
    return await workPerMessage({ redis, services: mailyard.processes, send }, messages);
  } finally {
    redis.disconnect();
  }
}

/** Rows of a table: the load, who works, and each counter. */
export function workRows(load: string, { redis, services }: WorkPerMessage): readonly (readonly string[])[] {
  const { commands, roundTrips, octetsReceived } = redis;
  return [
    [load, 'redis', `${commands.toFixed(1)} commands`, roundTrips.toFixed(1), '', '', octets(octetsReceived)],
    ...[...services].map(([name, { writes, reads, handOvers, promises, allocatedOctets }]) => [
      load,
      name,
      writes.toFixed(1),
      reads.toFixed(1),
      handOvers.toFixed(1),
      promises.toFixed(1),
      octets(allocatedOctets),
    ]),
  ];
}

export const workColumns = [
  'Work of a message',
  'Service',
  'writes',
  'reads',
  'hand-overs',
  'promises',
  'octets allocated (Redis: received)',
];

function octets(count: number): string {
  return Math.round(count).toLocaleString('en');
}
