import type { Reply } from '../reply/reply.js';

/**
 * `connect`: no connection, or the greeting refused us; `tls`: no trusted TLS; `auth`: no login; `protocol`: the peer broke
 * the rules; `timeout`: no reply in time; `closed`: the connection went away; `limit`: we allow ourselves no further connection,
 * `lapsed`: others may have the message, see Hold; both say nothing about the peer.
 */
export type HopErrorKind =
  'connect' | 'tls' | 'auth' | 'protocol' | 'timeout' | 'closed' | 'limit' | 'lapsed';

/** The connection failed or cannot be had, so nothing is known about commands that have no reply yet. */
export class HopError extends Error {
  override readonly name = 'HopError';
  /** What the peer said, when it refused in words. */
  readonly reply: Reply | undefined;
  /** All of the message was sent, and nothing that was answered says that the peer has not taken it. */
  readonly mayBeTaken: boolean;

  constructor(
    readonly kind: HopErrorKind,
    message: string,
    options: {
      readonly cause?: unknown;
      readonly reply?: Reply | undefined;
      readonly mayBeTaken?: boolean;
    } = {},
  ) {
    super(message, options);
    this.reply = options.reply;
    this.mayBeTaken = options.mayBeTaken ?? false;
  }

  /** The same for a message whose last octet was sent: the peer has not told what became of it. */
  static untold(error: HopError): HopError {
    const { kind, message, reply } = error;
    return new HopError(kind, message, { cause: error, reply, mayBeTaken: true });
  }

  /** The peer refused in words. */
  static refused(kind: HopErrorKind, reply: Reply): HopError {
    return new HopError(kind, reply.toString(), { reply });
  }
}
