import { addressKey, approvalAssistant, type Path } from '@mailyard/smtp';

/** What waits for approval, as the address says to which moderators answer. */
export interface ApprovalAddress {
  /** The beginning of the Guid of the server where it waits. */
  readonly server: string;
  /** Of the message there. */
  readonly id: string;
  /** Nobody guesses it. */
  readonly secret: string;
  /** Which moderator a request was for: such an address takes what comes back of it, and no decision. */
  readonly bounceOf?: number;
}

const serverDigits = 8;

/** How a server is named in these addresses: they have to stay below 64 octets (RFC 5321 §4.5.3.1.1). */
export function approvalServer({ Guid }: { readonly Guid: string }): string {
  return Guid.slice(0, serverDigits).toLowerCase();
}

export function approvalPath({ server, id, secret, bounceOf }: ApprovalAddress, domain: string): Path {
  const bounce = bounceOf === undefined ? [] : [bounceOf];
  const reference = [server, BigInt(id).toString(36), secret, ...bounce].join('.');
  return { localPart: `${approvalAssistant}+${reference}`, domain };
}

const reference =
  /^[^+]+\+(?<server>[0-9a-f]{8})\.(?<id>[0-9a-z]{1,13})\.(?<secret>[0-9a-z]+)(?:\.(?<bounceOf>\d{1,4}))?$/;

/** Undefined for an address of another form. */
export function parseApprovalPath({ localPart }: Path): ApprovalAddress | undefined {
  // Every recipient of every message is asked.
  if (localPart.indexOf('+') !== approvalAssistant.length) return undefined;
  const key = addressKey({ localPart, domain: '' });
  if (!key.startsWith(`${approvalAssistant.toLowerCase()}+`)) return undefined;
  const { server, id, secret, bounceOf } = reference.exec(key)?.groups ?? {};
  if (server === undefined || id === undefined || secret === undefined) return undefined;
  return {
    server,
    id: fromBase36(id),
    secret,
    ...(bounceOf === undefined ? {} : { bounceOf: Number(bounceOf) }),
  };
}

/** An id may be larger than a number can tell. */
function fromBase36(text: string): string {
  let value = 0n;
  for (const digit of text) value = value * 36n + BigInt(Number.parseInt(digit, 36));
  return value.toString();
}
