import { parseList } from '@mailyard/tracking';

import type { FoundEvent } from './tracking-query.js';
import { valueOf } from './event-values.js';

/** As the connector-id of hops between servers has it. */
const intraOrganizationConnector = 'Intra-Organization SMTP Send Connector';

/** What became of a recipient, as far as the events tell. */
export type RecipientStateName =
  | 'Pending'
  | 'Deferred'
  /** Another server of the organization has it. */
  | 'Relayed'
  | 'Sent'
  | 'Delivered'
  | 'Failed'
  | 'Dropped'
  | 'Expanded'
  | 'Redirected'
  | 'Resolved';

export interface RecipientState {
  readonly address: string;
  readonly state: RecipientStateName;
  /** What was said of it last. */
  readonly status: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** How final each is: clocks of two servers differ, so what is later does not always come later. */
const finality: Readonly<Record<RecipientStateName, number>> = {
  Pending: 0,
  Deferred: 1,
  Relayed: 1,
  Sent: 2,
  Resolved: 3,
  Redirected: 3,
  Expanded: 3,
  Dropped: 3,
  Failed: 3,
  Delivered: 3,
};

const stateOfEvent: Readonly<Record<string, RecipientStateName>> = {
  DEFER: 'Deferred',
  SEND: 'Sent',
  DELIVER: 'Delivered',
  DUPLICATEDELIVER: 'Delivered',
  FAIL: 'Failed',
  DROP: 'Dropped',
};

/** Those whom another address has taken the place of. */
const stateOfRelated: Readonly<Record<string, RecipientStateName>> = {
  EXPAND: 'Expanded',
  REDIRECT: 'Redirected',
  RESOLVE: 'Resolved',
};

/** The last state of every recipient, in the order in which the events, which are in order of time, name them first. */
export function recipientStates(events: readonly FoundEvent[]): readonly RecipientState[] {
  const states = new Map<string, RecipientState>();
  for (const { values } of events) {
    const event = valueOf(values, 'event-id').toUpperCase();
    const at = Date.parse(valueOf(values, 'date-time'));
    const replaced = stateOfRelated[event];
    for (const { address, status } of recipientsOf(values)) {
      note(states, { address, state: stateAfter(event, values, status), status, at });
    }
    const address = valueOf(values, 'related-recipient-address');
    if (replaced === undefined || address === '') continue;
    note(states, { address, state: replaced, status: '', at });
  }
  return [...states.values()];
}

/** The first words of a hub that has taken a message over from another one: `250 2.6.0 <id> […] Queued mail for delivery`. */
const takenOver = /^250 2\.6\.0 /;

/** What an event makes of a recipient. A SEND to another server is not the end: what comes of it is told from there. */
function stateAfter(event: string, values: readonly string[], status: string): RecipientStateName {
  const state = stateOfEvent[event] ?? 'Pending';
  const isInside = valueOf(values, 'connector-id') === intraOrganizationConnector;
  return state === 'Sent' && isInside && takenOver.test(status) ? 'Relayed' : state;
}

function note(states: Map<string, RecipientState>, next: RecipientState): void {
  const key = next.address.toLowerCase();
  const known = states.get(key);
  if (known === undefined || finality[next.state] >= finality[known.state]) states.set(key, next);
}

function recipientsOf(values: readonly string[]) {
  const count = Number(valueOf(values, 'recipient-count')) || undefined;
  const statuses = parseList(valueOf(values, 'recipient-status'), count);
  return parseList(valueOf(values, 'recipient-address'), count)
    .map((address, at) => ({ address, status: statuses[at] ?? '' }))
    .filter(({ address }) => address !== '');
}
