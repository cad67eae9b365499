import type { Endpoint } from '../address/endpoint.js';
import { nextSessionId } from '../protocol-log/protocol-event.js';

/** What happened to a connection between our services, or on the way to one, as the connectivity log tells it. */
export interface HopEvent {
  /** The same from the attempt to the end of the connection. */
  readonly session: string;
  /** `+` begun, `-` ended, `>` in between. */
  readonly direction: '+' | '-' | '>';
  readonly description: string;
}

export type TellHop = (event: HopEvent) => void;

/** The way of one connection, from the attempt on. */
export class HopTrace {
  readonly #session = nextSessionId(Date.now());
  readonly #tell: TellHop;
  readonly #host: string;

  constructor({ address, port }: Endpoint, tell: TellHop) {
    this.#tell = tell;
    this.#host = `[${address}]:${port}`;
    this.#write('+', `to ${this.#host}`);
  }

  opened(): void {
    this.#write('>', `Established connection to ${this.#host}`);
  }

  failed(error: unknown): void {
    this.#write('>', `Failed: ${error instanceof Error ? error.message : String(error)}`);
    this.ended(0);
  }

  ended(messages: number): void {
    this.#write('-', `Messages: ${messages}`);
  }

  #write(direction: HopEvent['direction'], description: string): void {
    this.#tell({ session: this.#session, direction, description });
  }
}
