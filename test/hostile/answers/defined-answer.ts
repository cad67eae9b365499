/** Where a session can come in, and as whom. */
export type Entrance =
  | '25' // anonymous, in clear text
  | '25 TLS' // anonymous, inside TLS
  | '587' // nobody yet, in clear text
  | '587 user' // inside TLS, logged in
  | '2525' // without the organization's certificate, as are the next three
  | '465'
  | '475'
  | '717'
  | '2525 server' // with it, as are the next three
  | '465 server'
  | '475 server'
  | '717 server';

export const anonymous: readonly Entrance[] = ['25', '25 TLS'];
export const strangers: readonly Entrance[] = ['587', '2525', '465', '475', '717'];
export const servers: readonly Entrance[] = ['2525 server', '465 server'];
/** Who may send mail. */
export const senders: readonly Entrance[] = [...anonymous, '587 user', ...servers, '475 server'];
/** Whoever can send a command. At 717 a server says XPROXYTO before MAIL. */
export const everywhere: readonly Entrance[] = [...senders, '717 server', ...strangers];
export const clearText: readonly Entrance[] = ['25', ...strangers];
export const insideTls: readonly Entrance[] = [...senders, '717 server' as const].filter(
  (entrance) => entrance !== '25',
);

/** How far the session is when the octets come: after 220, EHLO, MAIL, RCPT, or 354. */
export type State = 'connected' | 'EHLO' | 'MAIL' | 'RCPT' | 'content';

export interface DefinedAnswer {
  /** What is sent, for people; in the page. */
  readonly name: string;
  /** The standard, or what else decides it. */
  readonly rule: string;
  readonly state: State;
  /**
   * Octets as latin1. EHLO stands for LHLO at 475, sender@example.net for an address that the session may use, and
   * {message} for a message to alice.
   */
  readonly sent: string;
  /** How each reply begins, in order; no other may come. */
  readonly replies: readonly string[];
  /** Where it is different, and the replies there. */
  readonly except?: Partial<Readonly<Record<Entrance, readonly string[]>>>;
  readonly entrances: readonly Entrance[];
  /** The answer is to octets that come in one segment: later ones would belong to another state. */
  readonly inOnePiece?: true;
  /** With the answer: nothing can be said in clear text afterwards, or nothing at all. */
  readonly ends?: 'clear text' | 'session';
}

/** Octets of UTF-8, one character each. */
export function utf8(text: string): string {
  return Buffer.from(text).toString('latin1');
}

/** The same replies at several entrances. */
export function at(
  entrances: readonly Entrance[],
  ...replies: readonly string[]
): Partial<Readonly<Record<Entrance, readonly string[]>>> {
  return Object.fromEntries(entrances.map((entrance) => [entrance, replies]));
}
