import { addressKey, searchKey } from '../event/tracked-row.js';
import { soughtClients } from '../event/client-key.js';
import { soughtWords } from '../search/subject-words.js';
import type { TrackingCriteria } from '../search/tracking-query.js';

/** Collects values and names their places, `$3`. */
export class Parameters {
  readonly values: unknown[] = [];

  add(value: unknown): string {
    return `$${this.values.push(value)}`;
  }
}

/** What must hold, each true by itself. */
export function conditionsOf(criteria: TrackingCriteria, parameters: Parameters): readonly string[] {
  const { start, end, transportTrafficType } = criteria;
  const put = (value: unknown): string => parameters.add(value);
  const oneOf = (column: string, values: readonly string[]): string =>
    `lower(${column}) = ANY(${put(values.map((value) => value.toLowerCase()))}::text[])`;
  return [
    ...given(criteria.eventId, (values) => oneOf('event', values)),
    ...given(criteria.source, (values) => oneOf('source', values)),
    ...given(criteria.server, (values) => oneOf('server', values)),
    ...given(criteria.connectorId, (values) => oneOf('connector', values)),
    ...given(transportTrafficType, (value) => oneOf('traffic_type', [value])),
    ...given(criteria.networkMessageId, (value) => `message_key = ${put(searchKey(value.toLowerCase()))}`),
    ...given(criteria.messageId, (value) => `message_id = ${put(searchKey(value))}`),
    ...given(criteria.internalMessageId, (value) => `internal_id = ${put(value)}`),
    ...given(criteria.reference, (value) => `reference = ${put(searchKey(value))}`),
    ...given(criteria.sender, (value) => ofSender(addressKey(value), put)),
    ...given(criteria.recipients, (values) => `recipients && ${put(values.map(addressKey))}::text[]`),
    ...given(criteria.messageSubject, (value) => `words @@ ${put(tsquery(value))}::tsquery`),
    ...given(criteria.client, (value) => ofClient(value, put)),
    ...given(start, (value) => `at >= ${put(new Date(value))}`),
    ...given(end, (value) => `at <= ${put(new Date(value))}`),
  ];
}

/** What is in the column beside each address, so that all of a domain are found by the same index. */
export function domainKey(address: string): string {
  return `*@${address.slice(address.lastIndexOf('@') + 1)}`;
}

function given<T>(value: T | undefined, condition: (value: T) => string): readonly string[] {
  return value === undefined ? [] : [condition(value)];
}

function ofSender(sender: string, put: (value: unknown) => string): string {
  return sender.startsWith('*@') ? `sender_domain = ${put(sender)}` : `sender = ${put(sender)}`;
}

function tsquery(subject: string): string {
  const words = soughtWords(subject);
  return words.map(({ word, isBeginning }) => `'${word}'${isBeginning ? ':*' : ''}`).join(' & ');
}

function ofClient(client: string, put: (value: unknown) => string): string {
  const keys = soughtClients(client);
  const [first, last] = [put(keys.first), put(keys.last)];
  const between = (column: string) => `${column} COLLATE "C" BETWEEN ${first} AND ${last}`;
  return `(${between('client')} OR ${between('original_client')})`;
}
