import { TestClient, type TestClientOptions } from '@mailyard/testing';

import type { Endpoint } from '../../address/endpoint.js';
import type { Accepted, Ends } from '../session-handler.js';
import type { Protocol } from '../session/server-session.js';
import { SmtpListener } from '../smtp-listener.js';
import { RecordingHandler, type RecordingOptions } from './recording-handler.js';

export interface TestServerOptions extends RecordingOptions {
  readonly protocol?: Protocol;
  readonly maxConnections?: number;
  /** What 127.0.0.1 is trusted with; other addresses never are. */
  readonly trusted?: 'proxyProtocol' | 'xclient';
}

/** A listener on a free port whose sessions are recorded. Each is disposed at the end of its test. */
export class TestServer implements AsyncDisposable {
  readonly handlers: RecordingHandler[] = [];
  readonly accepted: Accepted[] = [];
  readonly faults: unknown[] = [];

  private constructor(
    readonly listener: SmtpListener,
    readonly endpoint: Endpoint,
  ) {}

  static async start(options: TestServerOptions = {}): Promise<TestServer> {
    const { protocol = 'SMTP', maxConnections = 100, trusted } = options;
    const isTrusted = (what: typeof trusted) => (ends: Ends) =>
      trusted === what && ends.remote.address === '127.0.0.1';
    const listener: SmtpListener = new SmtpListener({
      protocol,
      maxConnections,
      trusts: { proxyProtocol: isTrusted('proxyProtocol'), xclient: isTrusted('xclient') },
      handlerFor: (accepted) => {
        server.accepted.push(accepted);
        const handler = new RecordingHandler(options);
        server.handlers.push(handler);
        return handler;
      },
      fault: (error) => server.faults.push(error),
    });
    const server = new TestServer(listener, await listener.listen({ address: '127.0.0.1', port: 0 }));
    return server;
  }

  /** The handler of the only session. */
  get handler(): RecordingHandler {
    const [handler] = this.handlers;
    if (handler === undefined) throw new Error('nobody has connected yet');
    return handler;
  }

  /** A client that was greeted. */
  async connect(options?: TestClientOptions): Promise<TestClient> {
    const client = await TestClient.connect(this.endpoint.port, options);
    await client.expect(/^220 /);
    return client;
  }

  /** A client after EHLO. */
  async client(options?: TestClientOptions): Promise<TestClient> {
    const client = await this.connect(options);
    await client.ehlo();
    return client;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.listener.stop(0);
  }
}
