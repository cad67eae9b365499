import type { Socket } from 'node:net';

import type { ProtocolEvent } from '../protocol-log/protocol-event.js';
import type { Reply } from '../reply/reply.js';
import { ChannelLog } from './channel-log.js';
import { CommandLines } from './transaction/command-lines.js';
import { HopError } from './hop-error.js';
import { ReplyParser } from './replies/reply-parser.js';
import type { ReplyTimeouts, Step } from './replies/reply-timeouts.js';
import { lapsed } from './hold.js';
import { TurnWriter } from './turn-writer.js';

/** Waits for one or more replies; replies come in the order of the commands (RFC 2920 §3.2). */
export interface Awaiting {
  /** True when this was the last reply it waited for. */
  take(reply: Reply): boolean;
  fail(error: HopError): void;
  /** What the replies are to. */
  readonly step: Step;
}

export interface ChannelOptions {
  readonly timeouts: ReplyTimeouts;
  readonly log?: ((event: ProtocolEvent) => void) | undefined;
}

const notAvailable = 421;
const farewellMs = 2_000;

/**
 * Commands out, replies in, over one socket. What is sent in one turn of the event loop leaves in one write. Once it has
 * failed it stays failed.
 */
export class CommandChannel {
  readonly #socket: Socket;
  /** Of everything that goes out. */
  readonly writer: TurnWriter;
  readonly #timeouts: ReplyTimeouts;
  readonly #log: ChannelLog;
  readonly #parser = new ReplyParser();
  readonly #waiting: Awaiting[] = [];
  readonly #drainWaiters: (() => void)[] = [];
  #farewell: Reply | undefined;
  #failure: HopError | undefined;
  #onUnusable: (() => void) | undefined;
  /** With which we end ourselves. */
  #closing: HopError | undefined;
  /** What the socket's timer is set to. */
  #timeoutMs = 0;
  /** What comes behind the next reply is not for us. */
  #handsOver = false;

  readonly #listeners = {
    data: (chunk: Buffer): void => this.#read(chunk),
    timeout: (): void => {
      if (this.#waiting.length > 0) this.fail(new HopError('timeout', 'no reply in time'));
    },
    end: (): void => this.fail(this.#closed()),
    close: (): void => this.fail(this.#closed()),
    error: (cause: Error): void => this.fail(new HopError('closed', cause.message, { cause })),
    drain: (): void => this.#wakeDrainWaiters(),
  };

  constructor(socket: Socket, { timeouts, log }: ChannelOptions) {
    this.#socket = socket;
    this.writer = new TurnWriter(socket, () => this.fail(lapsed()));
    this.#timeouts = timeouts;
    this.#log = new ChannelLog(log);
    for (const [event, listener] of Object.entries(this.#listeners)) socket.on(event, listener);
    // A socket that comes from another channel is paused.
    socket.resume();
  }

  /** False after a fault, after 421 and after the peer has gone. */
  get usable(): boolean {
    return this.#failure === undefined && this.#farewell === undefined;
  }

  get failure(): HopError | undefined {
    return this.#failure;
  }

  /** Called once when the channel stops being usable. */
  onUnusable(listener: () => void): void {
    this.#onUnusable = listener;
  }

  /** Without CRLF. */
  command(...lines: readonly string[]): void {
    this.commands(new CommandLines(lines));
  }

  commands({ lines, wire }: CommandLines): void {
    this.#log.commands(lines);
    if (this.usable) this.writer.write(wire);
  }

  /** Content; the caller has announced its size. */
  octets(chunk: Buffer): void {
    if (this.usable) this.writer.write(chunk);
  }

  await(awaiting: Awaiting): void {
    if (this.#farewell !== undefined) takeAll(awaiting, this.#farewell);
    else if (this.#failure !== undefined) awaiting.fail(this.#failure);
    else if (this.#waiting.push(awaiting) === 1) this.#watch();
  }

  /** Node keeps one timer for all sockets with the same time-out; any traffic winds it up again. */
  #watch(): void {
    const next = this.#waiting[0];
    if (next === undefined) return;
    const timeoutMs = this.#timeouts[next.step];
    if (timeoutMs === this.#timeoutMs) return;
    this.#timeoutMs = timeoutMs;
    this.#socket.setTimeout(timeoutMs);
  }

  /** As many replies as `count` says when they come; commands before them may decide it. */
  replies(step: Step, count: () => number): Promise<readonly Reply[]> {
    return new Promise((resolve, reject) => {
      const taken: Reply[] = [];
      const take = (reply: Reply): boolean => {
        taken.push(reply);
        const last = taken.length >= count();
        if (last) resolve(taken);
        return last;
      };
      this.await({ step, take, fail: reject });
    });
  }

  /** One reply to one command. */
  async reply(step: Step): Promise<Reply> {
    const [reply] = await this.replies(step, () => 1);
    if (reply === undefined) throw new HopError('protocol', 'no reply');
    return reply;
  }

  /** Resolves when the socket takes more, or never will. */
  drained(): Promise<void> | undefined {
    if (!this.usable || !this.#socket.writableNeedDrain) return undefined;
    return new Promise((resolve) => this.#drainWaiters.push(resolve));
  }

  /** Takes the socket back for TLS; a reply that came ahead of it would be an injection (RFC 3207 §6). */
  detach(): Socket {
    if (this.#failure !== undefined) throw this.#failure;
    if (!this.#parser.empty) throw new HopError('protocol', 'plain text before TLS');
    return this.#release();
  }

  /**
   * The reply to the last command, and the socket: what comes behind a positive reply is for whoever takes it, who finds
   * it paused. After a refusal the channel has failed.
   */
  async handOver(step: Step): Promise<{ readonly reply: Reply; readonly socket: Socket }> {
    this.#handsOver = true;
    const reply = await this.reply(step);
    if (!reply.positive) {
      this.close();
      throw HopError.refused('connect', reply);
    }
    if (this.#failure !== undefined) throw this.#failure;
    const behind = this.#parser.takeRest();
    const socket = this.#release();
    // Until somebody else listens, a connection that breaks must not end the process.
    socket.on('error', () => undefined);
    if (behind !== undefined) socket.unshift(behind);
    return { reply, socket };
  }

  #release(): Socket {
    for (const [event, listener] of Object.entries(this.#listeners)) this.#socket.off(event, listener);
    this.#socket.setTimeout(0);
    return this.#socket;
  }

  fail(error: HopError): void {
    if (this.#failure !== undefined) return;
    this.#socket.destroy();
    this.#end(error);
  }

  /** Says goodbye when that makes sense, then closes; nothing waits for it. */
  close(): void {
    const polite = this.usable && this.#waiting.length === 0;
    const error = new HopError('closed', 'closed by us');
    this.#closing = error;
    if (!polite) return this.fail(error);
    this.#log.commands(['QUIT']);
    this.#end(error);
    this.#socket.setTimeout(farewellMs, () => this.#socket.destroy());
    this.#socket.end('QUIT\r\n');
    this.#socket.destroySoon();
  }

  #end(error: HopError): void {
    this.#failure = error;
    if (error === this.#closing) this.#log.closedByUs();
    else this.#log.failed(error);
    for (const awaiting of this.#waiting.splice(0)) awaiting.fail(error);
    this.#wakeDrainWaiters();
    this.#unusable();
  }

  #read(chunk: Buffer): void {
    try {
      const most = this.#handsOver ? 1 : Infinity;
      for (const reply of this.#parser.read(chunk, most)) {
        if (this.#handsOver) this.#socket.pause();
        this.#dispatch(reply);
      }
      this.#parser.checkPace(this.#timeoutMs);
    } catch (error) {
      this.fail(
        error instanceof HopError ? error : new HopError('protocol', String(error), { cause: error }),
      );
    }
  }

  #dispatch(reply: Reply): void {
    this.#log.reply(reply);
    if (reply.code === notAvailable) return this.#sayFarewell(reply);
    const awaiting = this.#waiting[0];
    if (awaiting === undefined) {
      throw new HopError('protocol', `reply without a command: ${reply.toString()}`);
    }
    if (!awaiting.take(reply)) return;
    this.#waiting.shift();
    this.#watch();
  }

  /** RFC 5321 §3.8: 421 may answer any command, or none; it answers everything that is still open. */
  #sayFarewell(reply: Reply): void {
    if (this.#farewell !== undefined) return;
    this.#farewell = reply;
    const [answered, ...behind] = this.#waiting.splice(0);
    // In the place of a final reply it tells nothing about those behind, which the peer may have read.
    const isFinal = answered?.step === 'end';
    if (answered !== undefined) takeAll(answered, reply);
    for (const awaiting of behind) {
      if (isFinal) awaiting.fail(this.#closed());
      else takeAll(awaiting, reply);
    }
    this.#socket.end();
    this.#wakeDrainWaiters();
    this.#unusable();
  }

  #closed(): HopError {
    const reply = this.#farewell;
    if (reply === undefined) return new HopError('closed', 'the peer closed the connection');
    return new HopError('closed', reply.toString(), { reply });
  }

  #unusable(): void {
    const listener = this.#onUnusable;
    this.#onUnusable = undefined;
    listener?.();
  }

  #wakeDrainWaiters(): void {
    for (const wake of this.#drainWaiters.splice(0)) wake();
  }
}

function takeAll(awaiting: Awaiting, reply: Reply): void {
  while (!awaiting.take(reply));
}
