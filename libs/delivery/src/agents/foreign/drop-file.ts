import { createHash } from 'node:crypto';

import { headerField, replayHeader } from '@mailyard/message';
import { encapsulatedAddress, formatPath } from '@mailyard/smtp';

import type { OutgoingMessage } from '../../delivery-agent.js';

/** What is written for a gateway, in the form that a Replay directory reads. */
export interface DropFile {
  /** The same for the same message to the same recipients: written again, it takes the place of what is there. */
  readonly name: string;
  readonly header: Buffer;
  readonly content: OutgoingMessage['content'];
  /** Undefined: it is not known before it is written. */
  readonly bytes: number | undefined;
}

export function dropFile({ identity, envelope, header, content, contentBytes }: OutgoingMessage): DropFile {
  const paths = envelope.recipients.map(({ path }) => formatPath(path));
  const copy = createHash('sha256').update(paths.join('\n')).digest('hex').slice(0, 8);
  const type = envelope.recipients[0] && encapsulatedAddress(envelope.recipients[0].path)?.type;
  // Gateways know by it whose addresses these are.
  const created = type === undefined ? [] : [headerField('X-CreatedBy', type)];
  const written = replayHeader(envelope, header, created);
  const inMemory = typeof content === 'function' ? contentBytes : octetsOf(content);
  return {
    name: `${identity.networkMessageId}-${copy}.eml`,
    header: written,
    content,
    bytes: inMemory === undefined ? undefined : written.length + inMemory,
  };
}

function octetsOf(pieces: readonly Buffer[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0);
}
