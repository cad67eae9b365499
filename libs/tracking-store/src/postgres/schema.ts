import type { Pool, PoolClient } from 'pg';

/** Of the schema below; another one is refused. */
const version = 1;
/** Several admin centres start at once. */
const lock = 7_266_114;

const tables = `
  CREATE TABLE IF NOT EXISTS mailyard_tracking (version int NOT NULL, store_id uuid NOT NULL);
  CREATE TABLE IF NOT EXISTS tracking_events (
    id bigint GENERATED ALWAYS AS IDENTITY,
    at timestamptz NOT NULL,
    event text NOT NULL, source text NOT NULL, server text NOT NULL, connector text NOT NULL,
    traffic_type text NOT NULL,
    message_key text NOT NULL, message_id text NOT NULL, internal_id text NOT NULL,
    sender text NOT NULL, sender_domain text NOT NULL,
    recipients text[] NOT NULL,
    words tsvector NOT NULL,
    client text, original_client text, reference text,
    log_id uuid NOT NULL,
    "values" text[] NOT NULL,
    PRIMARY KEY (id, at), UNIQUE (log_id, at)
  ) PARTITION BY RANGE (at);
  CREATE INDEX IF NOT EXISTS tracking_at ON tracking_events (at DESC, id DESC);
  CREATE INDEX IF NOT EXISTS tracking_event ON tracking_events (lower(event), at);
  CREATE INDEX IF NOT EXISTS tracking_source ON tracking_events (lower(source), at);
  CREATE INDEX IF NOT EXISTS tracking_server ON tracking_events (lower(server), at);
  CREATE INDEX IF NOT EXISTS tracking_connector ON tracking_events (lower(connector), at);
  CREATE INDEX IF NOT EXISTS tracking_message_key ON tracking_events (message_key);
  CREATE INDEX IF NOT EXISTS tracking_message_id ON tracking_events (message_id);
  CREATE INDEX IF NOT EXISTS tracking_internal_id ON tracking_events (internal_id);
  CREATE INDEX IF NOT EXISTS tracking_sender ON tracking_events (sender);
  CREATE INDEX IF NOT EXISTS tracking_sender_domain ON tracking_events (sender_domain);
  CREATE INDEX IF NOT EXISTS tracking_client ON tracking_events (client COLLATE "C");
  CREATE INDEX IF NOT EXISTS tracking_original_client ON tracking_events (original_client COLLATE "C");
  CREATE INDEX IF NOT EXISTS tracking_reference ON tracking_events (reference);
  CREATE INDEX IF NOT EXISTS tracking_recipients ON tracking_events USING gin (recipients);
  CREATE INDEX IF NOT EXISTS tracking_words ON tracking_events USING gin (words);
  CREATE TABLE IF NOT EXISTS tracking_gaps (
    server text NOT NULL, file text NOT NULL, bytes bigint NOT NULL,
    from_at timestamptz NOT NULL, until_at timestamptz NOT NULL, UNIQUE (server, file, from_at));
`;

/** Makes what is not there yet; resolves to the id of the store. */
export async function prepareDatabase(pool: Pool): Promise<string> {
  return inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [lock]);
    await client.query(tables);
    await client.query(
      'INSERT INTO mailyard_tracking SELECT $1, gen_random_uuid() WHERE NOT EXISTS (SELECT 1 FROM mailyard_tracking)',
      [version],
    );
    const { rows } = await client.query<{ version: number; store_id: string }>(
      'SELECT * FROM mailyard_tracking',
    );
    const [found] = rows;
    if (found?.version !== version) {
      throw new Error(`the tables in the tracking database are of version ${found?.version}, not ${version}`);
    }
    return found.store_id;
  });
}

/** The part of the table that is for this day. */
export function partitionOf(day: string): string {
  return `tracking_events_${day.replaceAll('-', '')}`;
}

const partitionPattern = /^tracking_events_(\d{4})(\d{2})(\d{2})$/;

export async function makePartition(pool: Pool, day: string): Promise<void> {
  const next = new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
  await inTransaction(pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock($1)', [lock]);
    await client.query(
      `CREATE TABLE IF NOT EXISTS ${partitionOf(day)} PARTITION OF tracking_events ` +
        `FOR VALUES FROM ('${day}T00:00:00Z') TO ('${next}T00:00:00Z')`,
    );
  });
}

/** The days that are stored, the oldest first, each with its octets. */
export async function partitions(
  pool: Pool,
): Promise<readonly { readonly day: string; readonly bytes: number }[]> {
  const { rows } = await pool.query<{ name: string; bytes: string }>(
    "SELECT c.relname AS name, pg_total_relation_size(c.oid) AS bytes FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid WHERE i.inhparent = 'tracking_events'::regclass ORDER BY name",
  );
  return rows.flatMap(({ name, bytes }) => {
    const [, ...parts] = partitionPattern.exec(name) ?? [];
    return parts.length === 0 ? [] : [{ day: parts.join('-'), bytes: Number(bytes) }];
  });
}

export async function inTransaction<T>(pool: Pool, work: (client: PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const result = await work(client);
    await client.query('COMMIT');
    client.release();
    return result;
  } catch (error) {
    // The connection may be what failed: it is not used again, and with it goes the transaction.
    client.release(true);
    throw error;
  }
}
