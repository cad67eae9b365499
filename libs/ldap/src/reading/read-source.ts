import type { DirectorySource } from '@mailyard/directory';
import { AndFilter, EqualityFilter, FilterParser, OrFilter, type Filter } from 'ldapts';

import type { LdapConnection } from '../connection/ldap-connection.js';
import { LdapError } from '../connection/ldap-error.js';
import { entryGuid } from '../entries/entry-guid.js';
import { octetsOf, textOf, valueRangeOf, type LdapEntry } from '../entries/ldap-entry.js';
import { readAttributes } from '../recipients/attribute-parameters.js';
import { recipientOf } from '../recipients/entry-recipient.js';
import type { KnownEntry, SourceState } from './source-state.js';

type ReadSource = Pick<DirectorySource, 'BaseDN' | 'Filter'>;

export interface SourceReading {
  readonly state: SourceState;
  /** How many entries were read, and not only looked at. */
  readonly read: number;
}

/** Says which entry it is, and when it was changed last: Active Directory, and what OpenLDAP and others have. */
const idAttributes = ['objectGUID', 'entryUUID'];
const stampAttributes = ['uSNChanged', 'entryCSN', 'modifyTimestamp'];

/** Of one filter. */
const batchSize = 100;
/** When more has changed, everything is read: a filter for each would cost more. */
const fewMax = 1000;

/**
 * What a directory has now. All entries are looked at, and those are read that are not as they are known; so nothing is
 * missed, whatever was removed, moved or restored there. Throws LdapError: then nothing is known.
 */
export async function readSource(
  connection: LdapConnection,
  source: ReadSource,
  known: SourceState | undefined,
): Promise<SourceReading> {
  const history = await historyOf(connection, source);
  if (known === undefined || known.history !== history) return wholeSource(connection, source, history);
  const listed = await connection.search({
    ...searchOf(source),
    attributes: [...idAttributes, ...stampAttributes],
  });
  const stamps = new Map(listed.map((entry) => [guidOf(entry), { entry, stamp: stampOf(entry) }]));
  const changed = [...stamps].filter(([guid, { stamp }]) => known.entries.get(guid)?.stamp !== stamp);
  if (changed.length > fewMax) return wholeSource(connection, source, history);
  const read = await readEntries(
    connection,
    source,
    changed.map(([, { entry }]) => entry),
  );
  const entries = new Map([...known.entries].filter(([guid]) => stamps.has(guid)));
  // Gone since the look: so it is missing.
  for (const [guid] of changed) entries.delete(guid);
  for (const [guid, entry] of read) entries.set(guid, entry);
  return { state: { history, entries }, read: read.size };
}

/** A number of one server means nothing at another, and what another filter chose is not what this one chooses. */
async function historyOf(
  connection: LdapConnection,
  { BaseDN, Filter: filter }: ReadSource,
): Promise<string> {
  const attributes = ['dsServiceName', 'highestCommittedUSN'];
  const [root] = await connection.search({ base: '', scope: 'base', attributes });
  const server = (root && textOf(root, 'dsServiceName')) ?? connection.name;
  return JSON.stringify([server, BaseDN, filter]);
}

async function wholeSource(
  connection: LdapConnection,
  source: ReadSource,
  history: string,
): Promise<SourceReading> {
  const entries = await connection.search({ ...searchOf(source), attributes: allAttributes });
  const known = await knownEntries(connection, entries);
  return { state: { history, entries: known }, read: known.size };
}

async function readEntries(
  connection: LdapConnection,
  source: ReadSource,
  changed: readonly LdapEntry[],
): Promise<ReadonlyMap<string, KnownEntry>> {
  const found: LdapEntry[] = [];
  for (let at = 0; at < changed.length; at += batchSize) {
    const wanted = new OrFilter({ filters: changed.slice(at, at + batchSize).map(isEntry) });
    const filter = new AndFilter({ filters: [FilterParser.parseString(source.Filter), wanted] });
    // One after the other, so as not to be a burden.
    // eslint-disable-next-line no-await-in-loop
    const batch = await connection.search({ ...searchOf(source), filter, attributes: allAttributes });
    for (const entry of batch) found.push(entry);
  }
  return knownEntries(connection, found);
}

const allAttributes = [...idAttributes, ...stampAttributes, ...readAttributes];

function searchOf({ BaseDN, Filter: filter }: ReadSource) {
  return { base: BaseDN, scope: 'sub', filter } as const;
}

function isEntry(entry: LdapEntry): Filter {
  const octets = octetsOf(entry, 'objectGUID');
  if (octets !== undefined) return new EqualityFilter({ attribute: 'objectGUID', value: octets });
  return new EqualityFilter({ attribute: 'entryUUID', value: guidOf(entry) });
}

async function knownEntries(
  connection: LdapConnection,
  entries: readonly LdapEntry[],
): Promise<ReadonlyMap<string, KnownEntry>> {
  const known = new Map<string, KnownEntry>();
  for (const entry of entries) {
    // Seldom more than one has a thousand members.
    // eslint-disable-next-line no-await-in-loop
    const whole = await withAllValues(connection, entry);
    known.set(guidOf(entry), { stamp: stampOf(entry), recipient: recipientOf(whole) });
  }
  return known;
}

/** Of an attribute with very many values Active Directory gives a part, and the rest when it is asked for. */
async function withAllValues(connection: LdapConnection, entry: LdapEntry): Promise<LdapEntry> {
  const parted = [...entry.values].flatMap(([attribute, values]) => {
    const range = valueRangeOf(attribute);
    return range === undefined ? [] : [{ ...range, values }];
  });
  if (parted.length === 0) return entry;
  const whole = new Map(entry.values);
  for (const { name, next, values } of parted) {
    // eslint-disable-next-line no-await-in-loop
    whole.set(name, [...values, ...(await restOf(connection, entry.dn, { name, next }))]);
  }
  return { dn: entry.dn, values: whole };
}

async function restOf(
  connection: LdapConnection,
  base: string,
  { name, next: first }: { readonly name: string; readonly next: number | undefined },
): Promise<readonly Buffer[]> {
  const rest: Buffer[] = [];
  let next = first;
  while (next !== undefined) {
    const attributes = [`${name};range=${next}-*`];
    // eslint-disable-next-line no-await-in-loop
    const [entry] = await connection.search({ base, scope: 'base', attributes });
    const part = [...(entry?.values ?? [])].find(([attribute]) => valueRangeOf(attribute)?.name === name);
    if (part === undefined) {
      throw new LdapError(`${base} gives ${next} values of ${name}, and not those behind them`);
    }
    for (const value of part[1]) rest.push(value);
    next = valueRangeOf(part[0])?.next;
  }
  return rest;
}

function guidOf(entry: LdapEntry): string {
  const guid = entryGuid(entry);
  if (guid !== undefined) return guid;
  throw new LdapError(
    `${entry.dn} has neither objectGUID nor entryUUID: who reads the directory must be allowed to see it`,
  );
}

function stampOf(entry: LdapEntry): string {
  const changed = stampAttributes.map((name) => textOf(entry, name)).find((text) => text !== undefined);
  if (changed === undefined) {
    throw new LdapError(
      `${entry.dn} has none of ${stampAttributes.join(', ')}: who reads the directory must be allowed to see one of them`,
    );
  }
  return `${changed} ${entry.dn}`;
}
