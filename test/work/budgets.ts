/** Counter → how much of it a message may cost. */
export type Budget = Readonly<Record<string, number>>;

type Budgets = Readonly<
  Record<'redis' | 'front-end-transport' | 'hub-transport' | 'mailbox-delivery', Budget>
>;

/**
 * What an ordinary message costs: 5 KB, one recipient, one message at a time (`npm run bench -- --only work` shows it).
 * Measured values; the test allows 5 % more.
 */
export const budgets: Readonly<Record<'reused' | 'new', Budgets>> = {
  reused: {
    redis: { commands: 26, roundTrips: 2, octetsReceived: 8_600 },
    'front-end-transport': { writes: 6, reads: 6, handOvers: 1, promises: 132, allocatedOctets: 96_000 },
    'hub-transport': { writes: 8, reads: 7, handOvers: 1, promises: 209, allocatedOctets: 235_000 },
    'mailbox-delivery': { writes: 9, reads: 7, handOvers: 6, promises: 133, allocatedOctets: 91_000 },
  },
  new: {
    redis: { commands: 26, roundTrips: 2, octetsReceived: 8_600 },
    'front-end-transport': { writes: 9, reads: 9, handOvers: 2, promises: 192, allocatedOctets: 175_000 },
    'hub-transport': { writes: 8, reads: 8, handOvers: 1, promises: 222, allocatedOctets: 240_000 },
    'mailbox-delivery': { writes: 9, reads: 7, handOvers: 6, promises: 138, allocatedOctets: 93_000 },
  },
};
