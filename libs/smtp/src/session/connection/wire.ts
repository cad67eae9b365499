import type { InputBuffer } from '../input/input-buffer.js';
import type { TlsLogLine } from '../../tls-log.js';
import type { TlsOffer, TlsState } from '../session-handler.js';

/** What a handshake has brought, and what the protocol log tells of it. */
export interface Handshake {
  readonly tls: Omit<TlsState, 'command'>;
  readonly log: readonly TlsLogLine[];
}

/** The connection as the dialect sees it; smtp-server.ts makes it from a socket. */
export interface Wire {
  /** Another one once TLS has started: nothing that came in clear text is seen inside TLS. */
  readonly input: InputBuffer;
  /** What broke the connection, when it did not end in good order. */
  readonly error: NodeJS.ErrnoException | undefined;
  /** Resolves when the connection is gone. */
  readonly closed: Promise<void>;
  write(text: string): void;
  /** Undefined unless the peer has left so much unread that it must be waited for. */
  drained(): Promise<void> | undefined;
  /** Undefined: the handshake failed and the connection is gone. */
  startTls(offer: TlsOffer): Promise<Handshake | undefined>;
  /** Sends what is written, then closes; a peer that stays is cut after a while. */
  end(): void;
  /** Cuts the connection. */
  destroy(): void;
}
