import type { Socket } from 'node:net';
import { TLSSocket, type SecureContext } from 'node:tls';

import { SMTPServer } from 'smtp-server';
import { SMTPConnection } from 'smtp-server/lib/smtp-connection.js';
import { SMTPStream } from 'smtp-server/lib/smtp-stream.js';

import { tlsLog } from '../../tls/tls-log.js';
import { tlsState, type NegotiatedTls } from '../../tls/tls-state.js';
import { InputBuffer } from '../input/input-buffer.js';
import type { TlsOffer } from '../session-handler.js';
import { SocketReader } from './socket-reader.js';

// smtp-server lives behind this file: it accepts sockets, wraps them in TLS and closes them. What is said over them is
// ours, so its parser and its commands are replaced. smtp-server.spec.ts holds what is relied on.

/** Stands where smtp-server pipes what arrives into its parser of commands. Nothing is ever written to it. */
const noParser = new SMTPStream();

// More than a client has under way when it is told that the session is over.
const lingeringOctetsMax = 1_048_576;

/** Commands after which the other sessions of the process get their turn. */
const commandsOfOneTurn = 16;

/** An accepted connection, as a session sees it; of the base class a session uses nothing. */
export class ServerConnection extends SMTPConnection {
  #closed: (() => void) | undefined;
  /** Resolves when the connection is gone. */
  readonly closed = new Promise<void>((resolve) => {
    this.#closed = resolve;
  });
  #error: NodeJS.ErrnoException | undefined;
  /** Replies that have not left yet. */
  #waiting = '';
  #leavesSoon = false;
  #commands = 0;
  #nextTurn: (() => void) | undefined;
  /** The TLS socket as soon as there is one: it must be cut from above. */
  #top: Socket = this._socket;

  #input = new InputBuffer();
  #reader: SocketReader | undefined;

  /** Another one once TLS has started: nothing that came in clear text is seen inside TLS. */
  get input(): InputBuffer {
    return this.#input;
  }

  /** What broke the connection, when it did not end in good order. */
  get error(): NodeJS.ErrnoException | undefined {
    return this.#error;
  }

  /** Starts to read. smtp-server would wait 100 ms and look up the peer's name. */
  override init(): void {
    this._socket.on('close', () => this._onClose());
    this._socket.on('error', (error) => this._onError(error));
    this.#reader = new SocketReader(this._socket, this.#input);
  }

  /** A reply. It leaves with those that follow it, in one write (RFC 2920 §3.2): see `flush`. */
  reply(wire: string): void {
    this.#waiting += wire;
  }

  /** Sends the replies that wait, at once. */
  flush(): void {
    const waiting = this.#waiting;
    if (waiting === '') return;
    this.#waiting = '';
    if (!this._upgrading && this._socket.writable) this._socket.write(waiting);
  }

  /** The replies that wait leave before the next turn of the event loop. */
  flushSoon(): void {
    if (this.#waiting === '' || this.#leavesSoon) return;
    this.#leavesSoon = true;
    setImmediate(() => {
      this.#leavesSoon = false;
      this.flush();
    });
  }

  /**
   * Called before each command. Undefined unless the peer has had its share of this turn of the event loop; then it
   * resolves in the next one, when the replies have left. However many commands a peer sends in one piece, nobody else
   * waits for more than a few of them.
   */
  turn(): Promise<void> | undefined {
    this.#commands += 1;
    // Whoever sends command by command needs no turn to be begun.
    if (this.#commands === commandsOfOneTurn / 2) setImmediate(() => this.#beginTurn());
    if (this.#commands <= commandsOfOneTurn) return undefined;
    return new Promise((resolve) => {
      this.#nextTurn = resolve;
    });
  }

  #beginTurn(): void {
    const nextTurn = this.#nextTurn;
    this.#commands = 0;
    this.#nextTurn = undefined;
    this.flush();
    nextTurn?.();
  }

  /** Undefined unless the peer has left so much unread that it must be waited for. */
  drained(): Promise<void> | undefined {
    const socket = this._socket;
    if (!socket.writableNeedDrain || socket.destroyed) return undefined;
    return new Promise((resolve) => {
      const done = (): void => {
        socket.off('drain', done).off('close', done);
        resolve();
      };
      socket.on('drain', done).on('close', done);
    });
  }

  /** Undefined: the handshake failed and the connection is gone. */
  async startTls(offer: TlsOffer): Promise<NegotiatedTls | undefined> {
    this._server = offering(this._server, offer);
    this.#reader?.passOver(() => undefined);
    this.#input = new InputBuffer();
    const secured = new Promise<true>((resolve) => {
      this._socket.pause();
      this.upgrade(
        () => undefined,
        () => resolve(this.#readSecured()),
      );
    });
    // Half-open connections are allowed, so nobody else ends one whose peer leaves within the handshake.
    this.#top.once('end', () => {
      if (this._upgrading) this.destroy();
    });
    const done = await Promise.race([secured, this.closed]);
    const { _socket: socket } = this;
    // A peer with a forged certificate can be gone by now: its session ends here.
    if (done !== true || !(socket instanceof TLSSocket) || socket.destroyed) return undefined;
    return { tls: tlsState(socket, offer.authorizes), log: tlsLog(socket, 'SERVER') };
  }

  /**
   * Sends what waits, then closes. A peer has time to read the last reply, but none to go on as if it had not come.
   */
  end(): void {
    this.flush();
    this.close();
    if (this._upgrading) return;
    let left = lingeringOctetsMax;
    this.#reader?.passOver((octets) => {
      left -= octets;
      if (left < 0) this.destroy();
    });
  }

  /** The peer has sent more than was taken. */
  get ahead(): boolean {
    return this.#input.pending || this.#reader?.holdsBack === true;
  }

  /** Ends our part in what is said: the socket, paused, is for whoever takes it. What was sent has left. */
  handOver(): Socket {
    this.flush();
    this.#reader?.release();
    this.#reader = undefined;
    return this._socket;
  }

  /** Cuts the connection. */
  destroy(): void {
    this.#top.destroy();
  }

  #readSecured(): true {
    this._socket.unpipe(noParser);
    this.#reader = new SocketReader(this._socket, this.#input);
    // A peer that left at once has been heard of already: Node tells the end of a paused socket that holds nothing.
    if (this._socket.readableEnded) this.#input.end();
    else this._socket.resume();
    return true;
  }

  override _createParser(): SMTPStream {
    return noParser;
  }

  /** Time limits are the session's. */
  override _armTimeout(socket: Socket = this._socket): void {
    this.#top = socket;
  }

  override _onError(error: NodeJS.ErrnoException): void {
    this.#error ??= error;
    this.destroy();
  }

  override _onClose(): void {
    this.#input.end();
    super._onClose();
    this.#closed?.();
  }
}

/** The same server, as it looks to a connection that is offered a certificate of its own. */
function offering(server: SMTPServer, offer: TlsOffer): SMTPServer {
  const secureContext: ReadonlyMap<string, SecureContext> = new Map([['*', offer.context]]);
  const options = { ...server.options, requestCert: offer.requestCertificate, rejectUnauthorized: false };
  return Object.create(server, {
    secureContext: { value: secureContext },
    options: { value: options },
  }) as SMTPServer;
}

export interface AcceptOptions {
  readonly lmtp: boolean;
  accepted(connection: ServerConnection): void;
  failed(error: Error): void;
}

/** The listening side. */
export class Acceptor extends SMTPServer {
  readonly #options: AcceptOptions;

  constructor(options: AcceptOptions) {
    // The server's own certificate is never shown: STARTTLS is the session's.
    super({
      lmtp: options.lmtp,
      logger: false,
      hideSTARTTLS: true,
      allowHalfOpen: true,
      noDelay: true,
      // Else each connection would ask the system for one.
      name: 'unsaid',
    } as object);
    this.#options = options;
    this.on('error', (error) => options.failed(error));
  }

  /** The PROXY protocol is the session's. smtp-server would draw a random id for its log here, and wait a turn. */
  override _handleProxy(
    _socket: Socket,
    accepted: (error: null, options: { readonly id: string }) => void,
  ): void {
    accepted(null, { id: 'unsaid' });
  }

  override connect(socket: Socket, socketOptions?: { readonly id?: string } | null): void {
    const connection = new ServerConnection(this, socket, { id: socketOptions?.id });
    this.connections.add(connection);
    this.#options.accepted(connection);
  }
}
