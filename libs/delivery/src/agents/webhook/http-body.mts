import { createHash, createHmac } from 'node:crypto';
import { createReadStream } from 'node:fs';

import type { MailItem } from './delivery-contract.mjs';

export type Format = 'Json' | 'Mime';

/** What is sent, piece by piece and each time from the beginning: no message is held in memory. */
export interface Body {
  readonly contentType: string;
  /** The same for the same messages. */
  readonly id: string;
  readonly pieces: () => AsyncGenerator<Buffer>;
}

export function bodyOf(items: readonly MailItem[], format: Format): Body {
  const [first] = items;
  if (format === 'Mime' && first !== undefined) {
    return { contentType: 'message/rfc822', id: first.id, pieces: () => mime(first) };
  }
  return { contentType: 'application/json', id: idOf(items), pieces: () => json(items) };
}

function idOf(items: readonly MailItem[]): string {
  const [first] = items;
  if (items.length === 1 && first !== undefined) return first.id;
  const hash = createHash('sha256');
  for (const { id } of items) hash.update(`${id}\n`);
  return hash.digest('base64url').slice(0, 32);
}

/** The envelope stands in front of the message, as in files of Exchange’s Replay directory. */
async function* mime({ reversePath, recipients, contentFile }: MailItem): AsyncGenerator<Buffer> {
  const receivers = recipients.map(({ address }) => `X-Receiver: <${address}>\r\n`);
  yield Buffer.from([`X-Sender: <${reversePath}>\r\n`, ...receivers].join(''));
  yield* createReadStream(contentFile) as AsyncIterable<Buffer>;
}

async function* json(items: readonly MailItem[]): AsyncGenerator<Buffer> {
  yield Buffer.from('{"messages":[');
  for (const [index, item] of items.entries()) {
    const { contentFile, reversePath: from, ...others } = item;
    const open = JSON.stringify({ from, ...others }).slice(0, -1);
    yield Buffer.from(`${index === 0 ? '' : ','}${open},"content":"`);
    yield* base64(createReadStream(contentFile) as AsyncIterable<Buffer>);
    yield Buffer.from('"}');
  }
  yield Buffer.from(']}');
}

/** Three octets at a time: padding is at the end alone. */
async function* base64(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const piece of pieces) {
    const all = Buffer.concat([rest, piece]);
    const whole = all.length - (all.length % 3);
    yield Buffer.from(all.toString('base64', 0, whole));
    rest = all.subarray(whole);
  }
  if (rest.length > 0) yield Buffer.from(rest.toString('base64'));
}

/**
 * Header fields of a request, with the signature of Standard Webhooks over id, time and body: whoever sends them again later,
 * or with another body, is found out. `secret` may be written `whsec_` and base64, as there.
 */
export async function signedHeaders(
  { id, contentType, pieces }: Body,
  secret: string | undefined,
  now: number,
): Promise<Readonly<Record<string, string>>> {
  const time = String(Math.floor(now / 1_000));
  const hmac =
    secret === undefined ? undefined : createHmac('sha256', keyOf(secret)).update(`${id}.${time}.`);
  let octets = 0;
  for await (const piece of pieces()) {
    octets += piece.length;
    hmac?.update(piece);
  }
  return {
    'content-type': contentType,
    'content-length': String(octets),
    'idempotency-key': `"${id}"`,
    'webhook-id': id,
    'webhook-timestamp': time,
    ...(hmac === undefined ? {} : { 'webhook-signature': `v1,${hmac.digest('base64')}` }),
  };
}

function keyOf(secret: string): Buffer {
  return secret.startsWith('whsec_') ? Buffer.from(secret.slice(6), 'base64') : Buffer.from(secret);
}
