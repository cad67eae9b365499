import { addressKey, searchKey } from '../event/tracked-row.js';
import { soughtClients } from '../event/client-key.js';
import { soughtWords } from '../search/subject-words.js';
import type { TrackingCriteria } from '../search/tracking-query.js';
import type { StoredFacet } from './day-file.js';

export type Value = string | number;

/** SQL with its parameters. */
export interface Sql {
  readonly text: string;
  readonly values: readonly Value[];
}

/** One thing that must hold, in two ways: to look for by an index, and to check of a row `e`. */
export interface Condition {
  /** Gives the numbers of events, or of messages, from an index alone. */
  readonly lead: Sql;
  readonly gives: 'events' | 'messages';
  /** By which `check` finds events itself; without one they are those that `lead` gives. */
  readonly index?: 'events_facet' | 'events_at';
  /** A column behind `+` is looked at and not looked for. */
  readonly check: Sql;
}

/** Those first that mostly are the rarest. Undefined when nothing of this day can be meant. */
export function conditionsOf(
  criteria: TrackingCriteria,
  facets: readonly StoredFacet[],
): readonly Condition[] | undefined {
  const meant = facets.filter((facet) => isMeant(facet, criteria));
  if (meant.length === 0) return undefined;
  return [
    ...given(criteria.networkMessageId, (key) => ofMessage('key = ?', [searchKey(key.toLowerCase())])),
    ...given(criteria.messageId, (id) => ofMessage('messageId = ?', [searchKey(id)])),
    ...given(criteria.internalMessageId, (id) => ofMessage('internalId = ?', [id])),
    ...given(criteria.reference, ofReference),
    ...(meant.length === facets.length ? [] : [ofFacets(meant.map(({ id }) => id))]),
    ...given(criteria.sender, ofSender),
    ...given(criteria.recipients, ofRecipients),
    ...given(criteria.client, ofClient),
    ...ofTime(criteria),
    ...given(criteria.messageSubject, ofSubject),
  ];
}

function given<T>(value: T | undefined, condition: (value: T) => Condition): readonly Condition[] {
  return value === undefined ? [] : [condition(value)];
}

function isMeant(facet: StoredFacet, criteria: TrackingCriteria): boolean {
  const { eventId, source, server, connectorId, transportTrafficType } = criteria;
  return (
    isOneOf(facet.event, eventId) &&
    isOneOf(facet.source, source) &&
    isOneOf(facet.server, server) &&
    isOneOf(facet.connector, connectorId) &&
    isOneOf(facet.trafficType, transportTrafficType === undefined ? undefined : [transportTrafficType])
  );
}

function isOneOf(value: string, wanted: readonly string[] | undefined): boolean {
  return wanted === undefined || wanted.some((each) => each.toLowerCase() === value.toLowerCase());
}

function ofFacets(ids: readonly number[]): Condition {
  const list = ids.join(', ');
  return {
    gives: 'events',
    index: 'events_facet',
    lead: { text: `SELECT id FROM events INDEXED BY events_facet WHERE facet IN (${list})`, values: [] },
    check: { text: `+e.facet IN (${list})`, values: [] },
  };
}

function ofTime({ start, end }: TrackingCriteria): readonly Condition[] {
  if (start === undefined && end === undefined) return [];
  const values = [start ?? 0, end ?? Number.MAX_SAFE_INTEGER];
  return [
    {
      gives: 'events',
      index: 'events_at',
      lead: { text: 'SELECT id FROM events INDEXED BY events_at WHERE at BETWEEN ? AND ?', values },
      check: { text: '+e.at BETWEEN ? AND ?', values },
    },
  ];
}

function ofMessage(condition: string, values: readonly Value[]): Condition {
  return {
    gives: 'messages',
    lead: { text: `SELECT id FROM messages WHERE ${condition}`, values },
    check: {
      text: `EXISTS (SELECT 1 FROM messages m WHERE m.id = e.message AND m.${condition})`,
      values,
    },
  };
}

function ofSender(sender: string): Condition {
  const { text, values } = addressNumbers([sender]);
  return ofMessage(`sender IN (${text})`, values);
}

function ofRecipients(recipients: readonly string[]): Condition {
  const { text, values } = addressNumbers(recipients);
  return {
    gives: 'events',
    lead: { text: `SELECT event FROM recipients WHERE address IN (${text})`, values },
    check: {
      text: `EXISTS (SELECT 1 FROM recipients r WHERE r.event = e.id AND +r.address IN (${text}))`,
      values,
    },
  };
}

/** Of an address, or of all those of a domain. */
function addressNumbers(addresses: readonly string[]): Sql {
  const wanted = addresses.map(addressKey);
  const domains = wanted.filter((address) => address.startsWith('*@')).map((address) => address.slice(2));
  const whole = wanted.filter((address) => !address.startsWith('*@'));
  const text =
    `SELECT id FROM addresses WHERE address IN (${places(whole)}) ` +
    `UNION ALL SELECT id FROM addresses WHERE domain IN (${places(domains)})`;
  return { text, values: [...whole, ...domains] };
}

function places(values: readonly unknown[]): string {
  return values.map(() => '?').join(', ');
}

function ofSubject(subject: string): Condition {
  const words = soughtWords(subject);
  const match = words.map(({ word, isBeginning }) => `"${word}"${isBeginning ? '*' : ''}`).join(' AND ');
  const likes = words.map(({ word, isBeginning }) => `% ${word}${isBeginning ? '' : ' '}%`);
  return {
    gives: 'messages',
    lead: { text: 'SELECT rowid FROM subjects WHERE subjects MATCH ?', values: [match] },
    check: {
      text: `EXISTS (SELECT 1 FROM messages m WHERE m.id = e.message ${words.map(() => 'AND m.words LIKE ?').join(' ')})`,
      values: likes,
    },
  };
}

function ofReference(reference: string): Condition {
  return {
    gives: 'events',
    lead: { text: 'SELECT id FROM events WHERE reference = ?', values: [searchKey(reference)] },
    check: { text: '+e.reference = ?', values: [searchKey(reference)] },
  };
}

function ofClient(client: string): Condition {
  const keys = soughtClients(client);
  const values = [keys.first, keys.last, keys.first, keys.last];
  return {
    gives: 'events',
    lead: {
      text:
        'SELECT id FROM events WHERE client BETWEEN ? AND ? ' +
        'UNION ALL SELECT id FROM events WHERE originalClient BETWEEN ? AND ?',
      values,
    },
    check: {
      text: '(+e.client BETWEEN ? AND ? OR +e.originalClient BETWEEN ? AND ?)',
      values,
    },
  };
}
