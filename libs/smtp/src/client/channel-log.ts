import { remoteEnd, type ProtocolEvent } from '../protocol-log/protocol-event.js';
import type { Reply } from '../reply/reply.js';
import type { HopError } from './hop-error.js';

/** What the protocol log tells of a client's session, once it is connected. */
export class ChannelLog {
  readonly #write: ((event: ProtocolEvent) => void) | undefined;

  constructor(write: ((event: ProtocolEvent) => void) | undefined) {
    this.#write = write;
  }

  commands(lines: readonly string[]): void {
    if (this.#write === undefined) return;
    for (const data of lines) this.#write({ event: '>', data });
  }

  reply(reply: Reply): void {
    if (this.#write === undefined) return;
    for (const data of reply.toWire().trimEnd().split('\r\n')) this.#write({ event: '<', data });
  }

  closedByUs(): void {
    this.#write?.({ event: '-', data: '', context: 'Local' });
  }

  failed(error: HopError): void {
    if (error.kind === 'closed') {
      this.#write?.({ event: '-', data: '', context: remoteEnd(error.cause as Error | undefined) });
    } else {
      this.#write?.({ event: '-', data: error.message, context: 'Local' });
    }
  }
}
