import type { PoolClient } from 'pg';

import type { TrackedRow } from '../event/tracked-row.js';
import { subjectWords } from '../search/subject-words.js';
import { domainKey } from './postgres-criteria.js';

/** The rows travel as one value, and PostgreSQL takes them apart. */
const insert = `
  INSERT INTO tracking_events (
    at, event, source, server, connector, traffic_type, message_key, message_id, internal_id, sender, sender_domain,
    recipients, words, client, original_client, reference, log_id, "values")
  SELECT to_timestamp(r.at / 1000.0), r.event, r.source, r.server, r.connector, r.traffic_type, r.message_key,
    r.message_id, r.internal_id, r.sender, r.sender_domain, r.recipients, array_to_tsvector(r.words), r.client,
    r.original_client, r.reference, r.log_id, r."values"
  FROM json_to_recordset($1) AS r(
    at bigint, event text, source text, server text, connector text, traffic_type text, message_key text,
    message_id text, internal_id text, sender text, sender_domain text, recipients text[], words text[], client text,
    original_client text, reference text, log_id uuid, "values" text[])
  ON CONFLICT (log_id, at) DO NOTHING`;

/** One after the other, so that rows become visible in the order of their numbers: a result set ends at one. */
const writersLock = 7_266_115;

/** How many are new. */
export async function insertRows(client: PoolClient, rows: readonly TrackedRow[]): Promise<number> {
  await client.query('SELECT pg_advisory_xact_lock($1)', [writersLock]);
  const { rowCount } = await client.query(insert, [JSON.stringify(rows.map(columnsOf))]);
  return rowCount ?? 0;
}

function columnsOf(row: TrackedRow) {
  const { at, facet, message, recipients, client, originalClient, reference, logId, values } = row;
  const domains = new Set(recipients.map(domainKey));
  return {
    at,
    event: facet.event,
    source: facet.source,
    server: facet.server,
    connector: facet.connector,
    traffic_type: facet.trafficType,
    message_key: message.key,
    message_id: message.messageId,
    internal_id: message.internalId,
    sender: message.sender,
    sender_domain: domainKey(message.sender),
    recipients: [...recipients, ...domains],
    words: subjectWords(message.subject),
    client,
    original_client: originalClient,
    reference: reference === '' ? undefined : reference,
    log_id: logId.toString('hex'),
    values,
  };
}
