import type { ProtocolEvent, Session, SessionHandler } from './session-handler.js';

const masked = '<Binary Data>';

/** The protocol log of a session. What may be a password is never in it. */
export class ProtocolTrace {
  #secretsMayFollow = false;

  constructor(
    private readonly handler: SessionHandler,
    private readonly session: Session,
  ) {}

  event(event: ProtocolEvent['event'], data: string, context?: string): void {
    this.handler.log(context === undefined ? { event, data } : { event, data, context }, this.session);
  }

  /** A client whose AUTH was refused may go on with its password; such lines are no command that we know. */
  command(line: string, options: { readonly known: boolean }): void {
    const auth = /^\s*AUTH\s*([\w-]*)/i.exec(line);
    if (auth !== null) {
      this.#secretsMayFollow = true;
      this.event('<', `AUTH ${auth[1]}`.trimEnd());
    } else {
      this.event('<', this.#secretsMayFollow && !options.known ? masked : line);
    }
  }

  authResponse(): void {
    this.event('<', masked);
  }

  /** A line that could not be read as a command. */
  malformedLine(): void {
    this.event('<', masked);
  }

  reply(wire: string): void {
    for (const line of wire.trimEnd().split('\r\n')) this.event('>', line);
  }
}
