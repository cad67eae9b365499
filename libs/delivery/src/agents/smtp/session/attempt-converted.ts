import { convertBody } from '@mailyard/message';
import type { BodyType } from '@mailyard/smtp';

import type { DeliveryOutcome, OutgoingMessage } from '../../../delivery-agent.js';

/** A host cannot have the content as it is; nothing was sent to its end. */
export class NeedsConversion extends Error {
  override readonly name = 'NeedsConversion';

  constructor(
    readonly kind: BodyType,
    /** What it comes to when the content cannot be converted. */
    readonly refused: DeliveryOutcome,
  ) {
    super(`content has to be ${kind} for this host`);
  }
}

export interface FittingMessage extends OutgoingMessage {
  /** For the protocol log. */
  readonly remark?: string;
  /** It is of the kind that a host needs: what is refused then cannot be helped. */
  readonly isConverted?: true;
}

/** The attempt rejects with NeedsConversion; then it is made anew with converted content (RFC 6152 §3). */
export async function attemptConverted(
  message: FittingMessage,
  attempt: (message: FittingMessage) => Promise<DeliveryOutcome>,
): Promise<DeliveryOutcome> {
  try {
    return await attempt(message);
  } catch (error) {
    if (!(error instanceof NeedsConversion)) throw error;
    const converted = await convertedFor(error, message);
    return converted === undefined ? error.refused : attemptConverted(converted, attempt);
  }
}

async function convertedFor(
  { kind }: NeedsConversion,
  message: FittingMessage,
): Promise<FittingMessage | undefined> {
  const { envelope, header, content, remark, isConverted } = message;
  // What was converted to 7BIT is free of all that could stand in the way.
  if (isConverted === true && envelope.body === kind) return undefined;
  // Nothing is to be changed; only BINARYMIME says that CR or LF alone are no line ends (RFC 3030 §3).
  if (kind === 'BINARYMIME') {
    return {
      ...message,
      envelope: { ...envelope, body: kind },
      remark: joined(remark, 'content goes as BINARYMIME to this host'),
      isConverted: true,
    };
  }
  const converted = await convertBody({ header, content, body: envelope.body }, kind);
  if (converted === undefined) return undefined;
  const signature = converted.breaksSignature ? '; its DKIM-Signature does not hold any more' : '';
  const { contentBytes: _, ...rest } = message;
  return {
    ...rest,
    envelope: { ...envelope, body: kind },
    header: converted.header,
    content: converted.content,

    remark: joined(remark, `content was converted to ${kind} for this host${signature}`),
    isConverted: true,
  };
}

function joined(former: string | undefined, remark: string): string {
  return former === undefined ? remark : `${former}; ${remark}`;
}
