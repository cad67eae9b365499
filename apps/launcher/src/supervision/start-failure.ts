import { failureMessage } from './service-output.js';

/** Why the start cannot go on: one line for the user. */
export class StartError extends Error {}

/** Collects what the output of one process tells about its end. */
export class FailureReport {
  #portInUse: string | undefined;
  #logged: string | undefined;
  #thrown: string | undefined;
  #last: string | undefined;

  read(line: string): void {
    const inUse = /EADDRINUSE[^"]*?([^\s"]+):(\d+)/.exec(line);
    if (inUse !== null) this.#portInUse = `port ${inUse[2]} on ${inUse[1]} is already in use`;
    const message = failureMessage(line);
    if (message === undefined) return;
    // Services say “cannot start” themselves.
    if (line.startsWith('{')) this.#logged = message.replace(/^cannot start: /, '');
    else if (/^\w*Error\b.*: /.test(message)) this.#thrown ??= message;
    this.#last = message;
  }

  /** A service goes on without a port that is taken and waits for it; a start that lacks one is no start. */
  get portInUse(): string | undefined {
    return this.#portInUse;
  }

  /** The most telling of what was read. */
  get reason(): string {
    return this.#portInUse ?? this.#logged ?? this.#thrown ?? this.#last ?? 'it gave no reason';
  }
}
