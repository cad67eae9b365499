/** Counter → how much of it a message may cost. */
export type Budget = Readonly<Record<string, number>>;

type Budgets = Readonly<
  Record<'redis' | 'front-end-transport' | 'hub-transport' | 'mailbox-delivery', Budget>
>;

/**
 * What an ordinary message costs: 5 KB, one recipient, one message at a time (`npm run bench -- --only work` shows it).
 * Measured values; the test allows 5 % more. Message tracking has two rows of it at the hub and one at Mailbox Delivery, some
 * 10 KB each, and a few reads of what happens beside it are counted with it.
 */
export const budgets: Readonly<Record<'reused' | 'new', Budgets>> = {
  reused: {
    redis: { commands: 24, roundTrips: 2, octetsReceived: 8_600 },
    'front-end-transport': { writes: 5, reads: 6, handOvers: 1, promises: 58, allocatedOctets: 64_000 },
    'hub-transport': { writes: 6, reads: 7, handOvers: 1, promises: 113, allocatedOctets: 177_000 },
    'mailbox-delivery': { writes: 5, reads: 2, handOvers: 1, promises: 73, allocatedOctets: 69_000 },
  },
  new: {
    redis: { commands: 24, roundTrips: 2, octetsReceived: 8_600 },
    'front-end-transport': { writes: 8, reads: 9, handOvers: 1, promises: 98, allocatedOctets: 104_000 },
    'hub-transport': { writes: 6, reads: 7, handOvers: 1, promises: 113, allocatedOctets: 177_000 },
    'mailbox-delivery': { writes: 5, reads: 3, handOvers: 2, promises: 78, allocatedOctets: 68_000 },
  },
};
