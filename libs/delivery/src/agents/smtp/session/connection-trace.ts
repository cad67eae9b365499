import { nextSessionId } from '@mailyard/smtp';

import type { DeliveryOutcome } from '../../../delivery-agent.js';
import type { OpenedHost, Reached } from '../hosts/reached.js';

/** What happened to a connection, or on the way to one, as the connectivity log tells it. */
export interface ConnectionEvent {
  /** The same from the first host that is tried to the end of the connection. */
  readonly session: string;
  readonly destination: string;
  /** `+` begun, `-` ended, `>` in between. */
  readonly direction: '+' | '-' | '>';
  readonly description: string;
}

/** The way to one connection. */
export class ConnectionTrace {
  readonly #session = nextSessionId(Date.now());
  readonly #destination: string;
  readonly #tell: (event: ConnectionEvent) => void;

  /** `by`: the delivery type, and the connector. */
  constructor(destination: string, by: string, tell: (event: ConnectionEvent) => void) {
    this.#destination = destination;
    this.#tell = tell;
    this.#write('+', by);
  }

  reached(reached: Reached): void {
    switch (reached.kind) {
      case 'failed':
        return this.#write('>', `Failed: ${reached.said}`);
      case 'ended':
        return this.#write('>', reasonOf(reached.outcome));
      case 'opened': {
        const { host, ip } = reached.opened.host;
        return this.established(`${host} [${ip ?? ''}]`);
      }
    }
  }

  established(host: string): void {
    this.#write('>', `Established connection to ${host}`);
  }

  /** No connection was had. */
  failed(outcome: DeliveryOutcome): void {
    this.#write('>', reasonOf(outcome));
    this.over(0);
  }

  /** Without a connection: none was had. */
  ended(opened?: OpenedHost): void {
    this.over(opened?.messages ?? 0);
  }

  over(messages: number): void {
    this.#write('-', `Messages: ${messages}`);
  }

  #write(direction: ConnectionEvent['direction'], description: string): void {
    this.#tell({ session: this.#session, destination: this.#destination, direction, description });
  }
}

function reasonOf(outcome: DeliveryOutcome): string {
  switch (outcome.scope) {
    case 'message':
      return outcome.reply.toString();
    case 'next-hop':
      return outcome.said;
    case 'own-limit':
      return outcome.reason;
    case 'recipients':
      return outcome.replies.join(', ');
  }
}
