import { crc32 } from 'node:zlib';

import type { InternalId } from '@mailyard/message';
import type { NextHop } from '@mailyard/routing';

import type { StoredItem } from '../item/fields/item-fields.js';
import type { QueuedRecipient } from '../item/mail-item.js';

/** What the Safety Net knows of a delivery, without the message's octets. */
export interface KeptDelivery {
  readonly id: InternalId;
  /** The copy, and which of its attempts it was. */
  readonly copy: string;
  readonly attempt: number;
  /** Milliseconds since the epoch. */
  readonly deliveredAt: number;
  readonly nextHop: NextHop;
  readonly item: StoredItem;
  /** Who has got it in that attempt. */
  readonly recipients: readonly QueuedRecipient[];
}

export interface KeptMessage extends KeptDelivery {
  readonly header: Buffer;
  /** Absent: it is in a file of its own. */
  readonly content?: readonly Buffer[];
}

/** Where a delivery stands: the name of a file, with its hour, and the octet behind it. */
export interface KeptPlace {
  readonly segment: string;
  readonly end: number;
}

/** The name of a delivery among all of a server: an attempt that two hubs tell of may have got further with one of them. */
export function nameOfDelivery({ id, copy, attempt, recipients }: KeptDelivery): string {
  return `${id}-${copy}-${attempt}-${crc32(JSON.stringify(recipients)).toString(16)}`;
}

/** Lengths of delivery, header and content, and the sum over all of it. */
export const headBytes = 16;

export function encodeKept({ header, content = [], ...delivery }: KeptMessage): readonly Buffer[] {
  const told = Buffer.from(JSON.stringify(delivery));
  const parts = [told, header, ...content];
  const head = Buffer.alloc(headBytes);
  head.writeUInt32LE(told.length, 0);
  head.writeUInt32LE(header.length, 4);
  head.writeUInt32LE(
    content.reduce((sum, { length }) => sum + length, 0),
    8,
  );
  head.writeUInt32LE(sumOf(head, parts), 12);
  return [head, ...parts];
}

export function bodyBytes(head: Buffer): number {
  return head.readUInt32LE(0) + head.readUInt32LE(4) + head.readUInt32LE(8);
}

/** Undefined: it was cut off, or has changed. */
export function decodeKept(head: Buffer, body: Buffer): KeptMessage | undefined {
  if (head.readUInt32LE(12) !== sumOf(head, [body])) return undefined;
  const [told, header] = [head.readUInt32LE(0), head.readUInt32LE(4)];
  const delivery = JSON.parse(body.toString('utf8', 0, told)) as KeptDelivery;
  const content = body.subarray(told + header);
  return {
    ...delivery,
    header: body.subarray(told, told + header),
    ...(delivery.item.content.store === 'redis' ? { content: [content] } : {}),
  };
}

function sumOf(head: Buffer, parts: readonly Buffer[]): number {
  return parts.reduce((sum, part) => crc32(part, sum), crc32(head.subarray(0, 12)));
}
