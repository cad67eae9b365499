import type { LiveEvent, OpenStream } from '@mailyard/operations';
import { PeriodicTask } from '@mailyard/service';
import type { Response } from 'express';

/** Proxies cut what is silent for longer, half a minute at the least. */
const heartbeatMs = 15_000;
/** Whoever takes nothing for so long has gone, or has to load everything anew anyway. */
const patienceMs = 60_000;
/** After so long a browser comes back when the stream was cut. */
const retryMs = 2_000;

/** A stream outlives a sign-in by so long at most. */
const lastsEveryMs = 5_000;

/** Writes events (WHATWG HTML §9.2) as fast as they are read: what is not read yet is not made yet. */
export class EventWriter {
  readonly #response: Response;
  readonly #heartbeat: NodeJS.Timeout;
  readonly #ends: PeriodicTask;
  #stream: OpenStream | undefined;
  /** Since when it takes nothing. */
  #fullSince: number | undefined;

  /** `lasts`: whether whoever listens is still signed in. */
  constructor(response: Response, lasts: () => Promise<boolean>) {
    this.#response = response;
    this.#ends = new PeriodicTask(
      async () => (await lasts()) || response.end(),
      // Redis is away, which the events tell; nobody who has signed in is sent away for that.
      () => undefined,
    );
    this.#ends.start(lastsEveryMs);
    this.#heartbeat = setInterval(() => this.#beat(), heartbeatMs).unref();
    response.on('drain', () => {
      this.#fullSince = undefined;
      this.write();
    });
    response.once('close', () => this.#close());
  }

  open(stream: OpenStream): void {
    this.#stream = stream;
    if (this.#response.closed) {
      this.#close();
      return;
    }
    this.#response.status(200).set({
      'Content-Type': 'text/event-stream; charset=utf-8',
      // RFC 9111 §5.2.2.5, and what nginx wants to be told.
      'Cache-Control': 'no-store',
      'X-Accel-Buffering': 'no',
    });
    this.#response.write(`retry: ${retryMs}\n\n`);
    this.#send(textOf(stream.opening));
    this.write();
  }

  /** Whatever there is to tell, until the reader cannot take more. */
  write(): void {
    while (this.#fullSince === undefined) {
      const event = this.#stream?.next();
      if (event === undefined) return;
      this.#send(textOf(event));
    }
  }

  #send(text: string): void {
    if (!this.#response.write(text)) this.#fullSince ??= performance.now();
  }

  #beat(): void {
    if (this.#fullSince === undefined) this.#send(': \n\n');
    else if (performance.now() - this.#fullSince > patienceMs) this.#response.destroy();
  }

  #close(): void {
    clearInterval(this.#heartbeat);
    void this.#ends.stop();
    this.#stream?.close();
    this.#stream = undefined;
  }
}

/** JSON has no line breaks. */
function textOf({ name, id, data }: LiveEvent): string {
  return `event: ${name}\nid: ${id}\ndata: ${data}\n\n`;
}
