import type { TrackingEvent } from './use-message.js';

/** One of the ways of a message that forked: who is served on it, and by which connector. */
export interface Way {
  /** From 1 on, in the order in which they are told of. */
  readonly number: number;
  readonly recipients: readonly string[];
  /** The connector that it last went by; empty: it came as far as no queue. */
  readonly connector: string;
}

export interface Fork {
  /** Why its recipients go different ways. */
  readonly reason: 'expanded' | 'rewritten' | 'split' | 'nextHops';
  /** The group that was expanded, say. */
  readonly related: string;
  readonly ways: readonly Way[];
  /** The first event that is of one copy alone. */
  readonly at: TrackingEvent;
}

/** What happens on a way, as against to the message before it forks. */
const ofWays: ReadonlySet<string> = new Set(['SEND', 'DELIVER', 'DUPLICATEDELIVER', 'DEFER', 'FAIL', 'DROP']);

/**
 * Where a message forks. Recipients are on one way whom an event tells of together, or who went by one connector to one host.
 * Undefined: there is one way.
 */
export function forkOf(events: readonly TrackingEvent[]): Fork | undefined {
  const own = events.filter(({ EventId, Recipients }) => ofWays.has(EventId) && Recipients.length > 0);
  const [at] = own;
  const ways = waysIn(own);
  if (at === undefined || ways.length < 2) return undefined;
  return { ...reasonIn(events.slice(0, events.indexOf(at))), ways, at };
}

/** The way that an event is on; undefined: it is about the message. */
export function wayOf(event: TrackingEvent, fork: Fork | undefined): number | undefined {
  if (fork === undefined || !ofWays.has(event.EventId)) return undefined;
  const [first = ''] = event.Recipients.map(keyOf);
  return fork.ways.find(({ recipients }) => recipients.some((each) => keyOf(each) === first))?.number;
}

function waysIn(events: readonly TrackingEvent[]): readonly Way[] {
  let groups: readonly (readonly TrackingEvent[])[] = [];
  for (const event of events) {
    const marks = new Set(marksOf(event));
    const isOfIt = (group: readonly TrackingEvent[]): boolean =>
      group.some((other) => marksOf(other).some((mark) => marks.has(mark)));
    const { mine = [], others = [] } = Object.groupBy(groups, (group) => (isOfIt(group) ? 'mine' : 'others'));
    groups = [...others, [...mine.flat(), event]];
  }
  const inOrder = groups.toSorted(([a], [b]) => indexIn(events, a) - indexIn(events, b));
  return inOrder.map((group, index) => ({
    number: index + 1,
    recipients: [
      ...new Map(group.flatMap(({ Recipients }) => Recipients).map((each) => [keyOf(each), each])).values(),
    ],
    connector: group.findLast(({ ConnectorId }) => ConnectorId !== '')?.ConnectorId ?? '',
  }));
}

/** Whatever has one of them in common is on one way. */
function marksOf({ Recipients, ConnectorId, ServerHostname }: TrackingEvent): readonly string[] {
  const hop = ConnectorId === '' || ServerHostname === '' ? [] : [`${ConnectorId}\n${ServerHostname}`];
  return [...Recipients.map(keyOf), ...hop];
}

function indexIn(events: readonly TrackingEvent[], event: TrackingEvent | undefined): number {
  return event === undefined ? -1 : events.indexOf(event);
}

const reasons: Readonly<Record<string, Fork['reason']>> = {
  EXPAND: 'expanded',
  TRANSFER: 'split',
  RESOLVE: 'rewritten',
  REDIRECT: 'rewritten',
};

function reasonIn(before: readonly TrackingEvent[]): Pick<Fork, 'reason' | 'related'> {
  for (const [eventId, reason] of Object.entries(reasons)) {
    const found = before.find(({ EventId }) => EventId === eventId);
    if (found !== undefined) return { reason, related: found.RelatedRecipientAddress };
  }
  return { reason: 'nextHops', related: '' };
}

function keyOf(address: string): string {
  return address.toLowerCase();
}
