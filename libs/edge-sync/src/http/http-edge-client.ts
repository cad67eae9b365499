import { lookup } from 'node:dns/promises';
import { request } from 'node:https';
import { isIP } from 'node:net';

import type { EdgeSubscription } from '@mailyard/directory';
import { isLoopback } from '@mailyard/service';
import { z } from 'zod';

import { sectionDigests } from '../bundle/bundle.js';
import { figures } from '../bundle/section-content.js';

/** Our certificate, and the only CA that is believed in. */
export interface ClientIdentity {
  readonly certificate: string;
  readonly key: string;
}

const sectionName = z.enum(['configuration', 'topology', 'recipients']);

export const bundleAnswer = z.discriminatedUnion('result', [
  z.object({
    result: z.literal('Applied'),
    serial: z.int(),
    validUntil: z.string(),
    configuration: figures,
    recipients: figures,
  }),
  z.object({ result: z.literal('Incomplete'), serial: z.int(), missing: z.array(sectionName) }),
  z.object({ result: z.literal('Rejected'), serial: z.int(), reason: z.string().max(2000) }),
]);

export const stateAnswer = z.object({
  serial: z.int(),
  issuedAt: z.string().optional(),
  validUntil: z.string().optional(),
  sections: sectionDigests.optional(),
  recipients: z.int().optional(),
});

export type BundleAnswer = z.output<typeof bundleAnswer>;
export type StateAnswer = z.output<typeof stateAnswer>;

export const recipientAnswer = z.object({ found: z.boolean().nullable() });

/** The Edge could not be reached, or is not the one that was subscribed. */
export class EdgeUnreachable extends Error {
  override readonly name = 'EdgeUnreachable';
}

interface Call {
  readonly method: 'GET' | 'PUT' | 'POST';
  readonly path: string;
  readonly body?: Buffer;
}

const timeoutMs = 60_000;
/** Once it has a bundle: until half a million recipients are in force. */
const comesIntoForceMs = 300_000;
const answerBytesMax = 65_536;

/** HTTPS to a subscribed Edge; certificates prove who is who, both ways. */
export class EdgeClient {
  constructor(
    private readonly edge: Pick<EdgeSubscription, 'Fqdn' | 'Addresses' | 'SyncPort' | 'Authority'>,
    private readonly identity: ClientIdentity,
  ) {}

  push(bundle: Buffer): Promise<z.output<typeof bundleAnswer>> {
    return this.#ask(bundleAnswer, { method: 'PUT', path: '/edge-sync/bundle', body: bundle });
  }

  state(): Promise<StateAnswer> {
    return this.#ask(stateAnswer, { method: 'GET', path: '/edge-sync/state' });
  }

  /** Whether the Edge knows an address; null: it knows none at all. */
  async recipient(address: string): Promise<boolean | null> {
    const body = Buffer.from(JSON.stringify({ address }));
    const path = '/edge-sync/recipient';
    return (await this.#ask(recipientAnswer, { method: 'POST', path, body })).found;
  }

  /** Of the hosts that the Edge may be at the first that answers as the Edge does. */
  async #ask<Schema extends z.ZodType>(schema: Schema, call: Call): Promise<z.output<Schema>> {
    let failure: unknown = new EdgeUnreachable(`${this.edge.Fqdn} has no address`);
    for (const host of await hostsOf(this.edge)) {
      try {
        // One after the other: the first answer ends it.
        // eslint-disable-next-line no-await-in-loop
        return schema.parse(JSON.parse(await this.#send(host, call)));
      } catch (error) {
        failure = error;
      }
    }
    const reason = failure instanceof Error ? failure.message : String(failure);
    throw new EdgeUnreachable(reason.slice(0, 500), { cause: failure });
  }

  #send(host: string, { method, path, body }: Call): Promise<string> {
    const { SyncPort: port, Authority } = this.edge;
    const { certificate, key } = this.identity;
    return new Promise((resolve, reject) => {
      const sent = request(
        {
          host,
          port,
          method,
          path,
          ca: Authority,
          cert: certificate,
          key,
          minVersion: 'TLSv1.3',
          // The CA that was pinned issues certificates of this one Edge alone, whatever it is called.
          checkServerIdentity: () => undefined,
          agent: false,
          timeout: timeoutMs,
          headers: { 'Content-Type': 'application/octet-stream', 'Content-Length': body?.length ?? 0 },
        },
        (response) => {
          const pieces: Buffer[] = [];
          let bytes = 0;
          response.on('data', (piece: Buffer) => {
            bytes += piece.length;
            if (bytes > answerBytesMax) response.destroy(new Error('its answer is too long'));
            pieces.push(piece);
          });
          response.once('error', reject);
          response.once('end', () => {
            if (response.statusCode === 200) resolve(Buffer.concat(pieces).toString('utf8'));
            else reject(new Error(`${host} answers ${response.statusCode}`));
          });
        },
      );
      sent.once('timeout', () => sent.destroy(new Error(`${host} does not answer`)));
      sent.once('error', reject);
      if (method === 'PUT') sent.once('finish', () => sent.setTimeout(comesIntoForceMs));
      sent.end(body);
    });
  }
}

/** This machine first, if the Edge is on it; then by name; then where the Edge said it is. */
export async function hostsOf({
  Fqdn,
  Addresses,
}: Pick<EdgeSubscription, 'Fqdn' | 'Addresses'>): Promise<readonly string[]> {
  const own = Addresses.filter(isLoopback);
  const named = own.length > 0 ? [] : await lookup(Fqdn, { all: true }).catch(() => []);
  const known = [...own, ...named.map(({ address }) => address), ...Addresses];
  return [...new Set(known)].filter((address) => isIP(address) !== 0);
}
