import { once } from 'node:events';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';

import { issuedBy } from '@mailyard/smtp';
import { z } from 'zod';

import { bundleBytesMax } from '../bundle/bundle.js';
import type { ClientIdentity, StateAnswer } from './http-edge-client.js';

/** What an Edge does for its organization. */
export interface EdgeService {
  /** CA of the organization; undefined: none has introduced itself. */
  authority(): string | undefined;
  /** One may introduce itself now. */
  isOpen(): boolean;
  apply(bundle: Buffer, from: string): Promise<object>;
  state(): Promise<StateAnswer>;
  recipient(address: string): Promise<object>;
  /** What was not foreseen: the peer hears of a fault alone. */
  fault(error: unknown): void;
}

export interface EdgeServerOptions {
  readonly address: string;
  readonly port: number;
  readonly identity: ClientIdentity;
  readonly service: EdgeService;
}

const asked = z.strictObject({ address: z.string().max(1000) });
const questionBytesMax = 4_096;
const requestTimeoutMs = 120_000;
const handshakeTimeoutMs = 10_000;
const connectionsMax = 32;
/** Of one address: nobody who only holds connections open keeps the organization from the Edge. */
const connectionsPerSourceMax = 8;

type Answer = readonly [status: number, body?: object];

/** HTTPS that one organization alone talks to, with the certificate of its own CA; others hear nothing but 403. */
export class EdgeServer {
  readonly #service: EdgeService;
  readonly #server: Server;
  /** Address of a peer → its connections. */
  readonly #open = new Map<string, number>();
  /** A bundle at a time: it may be large. */
  #taking = false;

  private constructor(service: EdgeService, { certificate, key }: ClientIdentity) {
    this.#service = service;
    this.#server = createServer(
      {
        cert: certificate,
        key,
        minVersion: 'TLSv1.3',
        requestCert: true,
        // The pin decides, and an organization that introduces itself has none yet.
        rejectUnauthorized: false,
        requestTimeout: requestTimeoutMs,
        headersTimeout: 10_000,
        handshakeTimeout: handshakeTimeoutMs,
        maxHeaderSize: 8_192,
      },
      (request, response) => void this.#serve(request, response),
    );
    this.#server.maxConnections = connectionsMax;
    this.#server.on('connection', (socket: Socket) => this.#count(socket));
  }

  #count(socket: Socket): void {
    const source = socket.remoteAddress ?? '';
    const open = (this.#open.get(source) ?? 0) + 1;
    this.#open.set(source, open);
    socket.once('close', () => {
      const left = (this.#open.get(source) ?? 1) - 1;
      if (left === 0) this.#open.delete(source);
      else this.#open.set(source, left);
    });
    if (open > connectionsPerSourceMax) socket.destroy();
  }

  static async listen({ address, port, identity, service }: EdgeServerOptions): Promise<EdgeServer> {
    const made = new EdgeServer(service, identity);
    made.#server.listen(port, address);
    await once(made.#server, 'listening');
    return made;
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  /** A renewed certificate. */
  show({ certificate, key }: ClientIdentity): void {
    this.#server.setSecureContext({ cert: certificate, key, minVersion: 'TLSv1.3' });
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const [status, body] = await this.#answer(request).catch((error: unknown): Answer => {
      if (error instanceof TooLong) return [413];
      this.#service.fault(error);
      return [500];
    });
    // Whoever was refused amid a body is not listened to any further.
    if (!request.complete) response.setHeader('Connection', 'close');
    response.writeHead(status, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
    if (!request.complete) request.destroy();
  }

  async #answer(request: IncomingMessage): Promise<Answer> {
    const isKnown = this.#isOrganization(request.socket as TLSSocket);
    const route = `${request.method} ${request.url}`;
    if (route === 'PUT /edge-sync/bundle' && (isKnown || this.#service.isOpen())) {
      return this.#take(request);
    }
    if (!isKnown) return [403];
    if (route === 'GET /edge-sync/state') return [200, await this.#service.state()];
    if (route !== 'POST /edge-sync/recipient') return [404];
    const { data } = asked.safeParse(parsed(await bodyOf(request, questionBytesMax)));
    return data === undefined ? [400] : [200, await this.#service.recipient(data.address)];
  }

  async #take(request: IncomingMessage): Promise<Answer> {
    if (this.#taking) return [503];
    this.#taking = true;
    try {
      const bundle = await bodyOf(request, bundleBytesMax);
      return [200, await this.#service.apply(bundle, request.socket.remoteAddress ?? '')];
    } finally {
      this.#taking = false;
    }
  }

  #isOrganization(socket: TLSSocket): boolean {
    const authority = this.#service.authority();
    const certificate = socket.getPeerX509Certificate();
    if (authority === undefined || certificate === undefined) return false;
    return issuedBy(certificate, authority, new Date());
  }
}

class TooLong extends Error {
  override readonly name = 'TooLong';
}

async function bodyOf(request: IncomingMessage, max: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let bytes = 0;
  for await (const piece of request) {
    bytes += (piece as Buffer).length;
    if (bytes > max) throw new TooLong();
    pieces.push(piece as Buffer);
  }
  return Buffer.concat(pieces);
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
