import type { X509Certificate } from 'node:crypto';
import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls, TLSSocket, type ConnectionOptions } from 'node:tls';

import { withDeadline } from './eventually.js';

export interface ClientReply {
  readonly code: number;
  /** Texts after code and separator. */
  readonly lines: readonly string[];
  /** As it came, lines joined by `\n`. */
  readonly text: string;
}

export interface TestClientOptions {
  readonly host?: string;
  /** Source address, for tests of remote ranges: any of 127.0.0.0/8. */
  readonly localAddress?: string;
  /** For each wait. */
  readonly deadlineMs?: number;
}

export interface UpgradeOptions {
  readonly command: 'STARTTLS' | 'X-ANONYMOUSTLS';
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
  /** Given: the server's certificate must chain to it. */
  readonly ca?: string | Buffer;
  /** Of an earlier connection, to be resumed. */
  readonly session?: Buffer;
  /** The newest version that this client knows. */
  readonly maxVersion?: 'TLSv1' | 'TLSv1.1' | 'TLSv1.2' | 'TLSv1.3';
}

export interface RawOptions {
  /** Number of TCP segments to cut the octets into, at least as far as the sender can arrange that. */
  readonly segments?: number;
}

/** A client for protocol tests: says exactly what the test writes, and a failure shows the whole transcript. */
export class TestClient {
  private readonly transcript: string[] = [];
  private received = '';
  private ended = false;
  private session: Buffer | undefined;
  private wake: () => void = () => undefined;
  private readonly onData = (chunk: string): void => {
    this.received += chunk;
    this.wake();
  };
  private readonly onEnd = (): void => {
    this.ended = true;
    this.wake();
  };

  private constructor(
    private socket: Socket,
    private readonly deadlineMs: number,
  ) {
    this.attach(socket);
  }

  static async connect(port: number, options: TestClientOptions = {}): Promise<TestClient> {
    const { host = '127.0.0.1', localAddress, deadlineMs = 10_000 } = options;
    const socket = connectTcp({ host, port, noDelay: true, ...(localAddress ? { localAddress } : {}) });
    await withDeadline(once(socket, 'connect'), deadlineMs, `a connection to ${host}:${port}`);
    return new TestClient(socket, deadlineMs);
  }

  /** One line; CRLF is added. */
  send(line: string): void {
    this.transcript.push(`C: ${line}`);
    this.socket.write(`${line}\r\n`);
  }

  /** Exactly these octets. */
  async sendRaw(octets: Buffer | string, { segments = 1 }: RawOptions = {}): Promise<void> {
    const buffer = Buffer.from(octets as string);
    this.transcript.push(`C: (${buffer.length} octets) ${JSON.stringify(buffer.toString('latin1', 0, 200))}`);
    const step = Math.max(1, Math.ceil(buffer.length / segments));
    for (let start = 0; start < buffer.length; start += step) {
      await this.written(buffer.subarray(start, start + step));
    }
  }

  /** Sends a line, expects the reply. */
  async command(line: string, expected: RegExp): Promise<ClientReply> {
    this.send(line);
    return this.expect(expected);
  }

  /** EHLO; keyword (upper case) → its parameters. */
  async ehlo(name = 'client.example'): Promise<ReadonlyMap<string, string>> {
    const { lines } = await this.command(`EHLO ${name}`, /^250/);
    return new Map(
      lines.slice(1).map((line) => {
        const [keyword = '', ...parameters] = line.split(' ');
        return [keyword.toUpperCase(), parameters.join(' ')];
      }),
    );
  }

  /** The next reply must match; the pattern sees code, separators and all lines joined by `\n`. */
  async expect(pattern: RegExp): Promise<ClientReply> {
    const reply = await this.reply();
    if (!pattern.test(reply.text)) this.fail(`expected ${pattern}, got ${JSON.stringify(reply.text)}`);
    return reply;
  }

  /** The next reply, whatever it is (RFC 5321 §4.2). */
  async reply(): Promise<ClientReply> {
    const texts: string[] = [];
    for (;;) {
      const line = await this.line();
      if (!/^[2-5]\d\d(?:[ -]|$)/.test(line)) this.fail(`not a reply line: ${JSON.stringify(line)}`);
      texts.push(line);
      if (line[3] !== '-') break;
    }
    return {
      code: Number(texts[0]?.slice(0, 3)),
      lines: texts.map((line) => line.slice(4)),
      text: texts.join('\n'),
    };
  }

  /** Sends the command, expects 220 and goes on inside TLS. Plain text that came too early fails the handshake. */
  async upgradeTls({ command, ...options }: UpgradeOptions): Promise<void> {
    await this.command(command, /^220 /);
    await this.startTls(options);
  }

  /** The handshake alone, when the command and its reply have been exchanged by the test. */
  async startTls(options: Omit<UpgradeOptions, 'command'> = {}): Promise<void> {
    const plain = this.socket;
    this.detach(plain);
    const connection: ConnectionOptions = {
      socket: plain,
      rejectUnauthorized: options.ca !== undefined,
      // Internal certificates name servers, not addresses: the chain is what counts.
      checkServerIdentity: () => undefined,
      ...options,
      ...(isOld(options.maxVersion) ? { minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' } : {}),
    };
    const secure = connectTls(connection);
    secure.on('session', (session: Buffer) => (this.session = session));
    this.socket = secure;
    this.transcript.push('*: TLS handshake');
    await withDeadline(once(secure, 'secureConnect'), this.deadlineMs, 'the TLS handshake').catch((error) =>
      this.fail((error as Error).message),
    );
    this.attach(secure);
  }

  /** What the server has shown, once TLS is up. */
  get serverCertificate(): X509Certificate | undefined {
    return this.socket instanceof TLSSocket ? this.socket.getPeerX509Certificate() : undefined;
  }

  /** As Node names it, `TLSv1.3`; undefined without TLS. */
  get tlsVersion(): string | undefined {
    return this.socket instanceof TLSSocket ? (this.socket.getProtocol() ?? undefined) : undefined;
  }

  /** What another connection can resume; with TLS 1.3 it comes after the handshake. */
  get tlsSession(): Buffer | undefined {
    return this.session;
  }

  get tlsResumed(): boolean {
    return this.socket instanceof TLSSocket && this.socket.isSessionReused();
  }

  /** Resolves when the server has closed the connection; a reply that nobody read fails it. */
  async closed(): Promise<void> {
    await this.waitFor(() => this.ended, 'the end of the connection');
    if (this.received !== '') this.fail(`unread at the end: ${JSON.stringify(this.received)}`);
  }

  /** Stops reading from the server: a peer that does not take its replies. */
  pause(): void {
    this.socket.pause();
  }

  /** Half-close: no more from this side, replies can still come. */
  endInput(): void {
    this.socket.end();
  }

  /** Vanishes: a reset instead of an orderly close. */
  vanish(): void {
    this.socket.resetAndDestroy();
  }

  close(): void {
    this.socket.destroy();
  }

  async quit(): Promise<void> {
    await this.command('QUIT', /^221 /);
    await this.closed();
    this.close();
  }

  private attach(socket: Socket): void {
    socket.setEncoding('utf8');
    socket.on('data', this.onData).on('end', this.onEnd).on('close', this.onEnd);
    socket.on('error', (error) => this.transcript.push(`*: ${error.message}`));
  }

  private detach(socket: Socket): void {
    socket.off('data', this.onData).off('end', this.onEnd).off('close', this.onEnd);
  }

  private async line(): Promise<string> {
    await this.waitFor(() => this.received.includes('\n') || this.ended, 'a reply');
    const end = this.received.indexOf('\n');
    if (end < 0) this.fail('the connection ended instead of a reply');
    const line = this.received.slice(0, end + 1);
    this.received = this.received.slice(end + 1);
    this.transcript.push(`S: ${line.trimEnd()}`);
    // RFC 5321 §2.3.8: the server, too, must end its lines with CRLF.
    if (!line.endsWith('\r\n')) this.fail(`line without CRLF: ${JSON.stringify(line)}`);
    return line.slice(0, -2);
  }

  private async waitFor(state: () => boolean, what: string): Promise<void> {
    const deadline = Date.now() + this.deadlineMs;
    while (!state()) {
      const changed = new Promise<void>((resolve) => {
        this.wake = resolve;
      });
      await withDeadline(changed, Math.max(1, deadline - Date.now()), what).catch((error) =>
        this.fail((error as Error).message),
      );
    }
  }

  private written(octets: Buffer): Promise<void> {
    return withDeadline(
      // An error ends the connection, which the next wait reports; writing to a closed one is part of some tests.
      new Promise<void>((resolve) => this.socket.write(octets, () => setImmediate(resolve))),
      this.deadlineMs,
      'the server to read',
    );
  }

  private fail(message: string): never {
    throw new Error(`${message}\n--- transcript\n${this.transcript.join('\n')}\n---`);
  }
}

/** OpenSSL lets nobody use these unless told that security is no matter. */
function isOld(version: UpgradeOptions['maxVersion']): boolean {
  return version === 'TLSv1' || version === 'TLSv1.1';
}

function once(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, () => resolve());
    socket.once('error', reject);
    socket.once('close', () => reject(new Error(`closed before ${event}`)));
  });
}
