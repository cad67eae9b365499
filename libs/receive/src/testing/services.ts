import { OrganizationCertificates } from '@mailyard/certificates';
import type { Organization, ReceiveConnector } from '@mailyard/directory';
import {
  HopConnection,
  HopPool,
  queuedReply,
  replies,
  SmtpListener,
  type ContentSink,
  type Endpoint,
  type Envelope,
  type ProtocolEvent,
  type Reply,
  type SessionHandler,
} from '@mailyard/smtp';
import type { MessageSource } from '@mailyard/message';
import { tempDir } from '@mailyard/testing';

import type { Acceptance, ContentLimits } from '../acceptance.js';
import { HubChooser, type Hub } from '../proxy/hub-chooser.js';
import { HubRoute } from '../proxy/hub-route.js';
import { FrontEndSession } from '../session/front-end-session.js';
import { HubSession } from '../session/hub-session.js';
import { InboundConnections } from '../session/inbound-connections.js';
import type { SessionHost } from '../session/session-host.js';
import { contoso, defaultConnector } from './contoso.js';

export interface StoredMessage {
  readonly envelope: Envelope;
  readonly source: MessageSource;
  readonly limits: ContentLimits;
  readonly content: Buffer;
}

/** Keeps what it takes in memory; a test may replace any step. */
export class MemoryAcceptance implements Acceptance {
  readonly messages: StoredMessage[] = [];
  aborted = 0;
  onAccept: (envelope: Envelope) => void | Promise<void> = () => undefined;
  onWrite: (octets: number) => void | Promise<void> = () => undefined;
  onEnd: () => Reply | undefined | Promise<Reply | undefined> = () => undefined;

  async accept(envelope: Envelope, source: MessageSource, limits: ContentLimits): Promise<ContentSink> {
    await this.onAccept(envelope);
    const chunks: Buffer[] = [];
    return {
      write: async (chunk) => {
        chunks.push(chunk);
        await this.onWrite(chunk.length);
      },
      end: async () => {
        const refusal = await this.onEnd();
        if (refusal !== undefined) return refusal;
        this.messages.push({ envelope, source, limits, content: Buffer.concat(chunks) });
        return queuedReply({ messageId: '<m@test>', internalId: '1', hostname: source.server.fqdn });
      },
      abort: () => {
        this.aborted += 1;
      },
    };
  }
}

export interface RunningHub {
  readonly hub: Hub;
  readonly acceptance: MemoryAcceptance;
  /** What the hub's sessions received and sent. */
  readonly log: ProtocolEvent[];
  /** Cuts every connection and listens no more. */
  kill(): Promise<void>;
}

/** Certificates, an organization, and whatever a test starts with them; `stop` ends it all. */
export class TestOrganization {
  readonly faults: unknown[] = [];
  readonly problems: unknown[] = [];
  readonly #cleanups: (() => Promise<void> | void)[] = [];
  readonly #connections = new InboundConnections();
  active = true;

  private constructor(
    readonly organization: Organization,
    readonly certificates: OrganizationCertificates,
    /** A certificate authority of somebody else. */
    readonly foreign: OrganizationCertificates,
    readonly pkiDir: string,
    readonly foreignPkiDir: string,
  ) {}

  static async start(): Promise<TestOrganization> {
    const [own, other] = [await tempDir(), await tempDir()];
    const test = new TestOrganization(
      await contoso(),
      await OrganizationCertificates.ensure(own.path, { fqdn: 'mbx01.contoso.com' }),
      await OrganizationCertificates.ensure(other.path, { fqdn: 'mbx01.fabrikam.com' }),
      own.path,
      other.path,
    );
    test.#cleanups.push(
      () => own.remove(),
      () => other.remove(),
    );
    return test;
  }

  async stop(): Promise<void> {
    for (const cleanup of this.#cleanups.splice(0).toReversed()) await cleanup();
  }

  async hub(id = 'hub-1'): Promise<RunningHub> {
    const acceptance = new MemoryAcceptance();
    const log: ProtocolEvent[] = [];
    const session = (connector: ReceiveConnector) => () =>
      new HubSession({ ...this.#basis(connector, log), acceptance });
    const inbound = await this.#listen(session(defaultConnector('Default', verbose)));
    const client = await this.#listen(session(defaultConnector('Client Proxy', verbose)));
    return {
      hub: { id, inbound: inbound.endpoint, client: client.endpoint },
      acceptance,
      log,
      kill: async () => {
        await Promise.all([inbound.listener.stop(0), client.listener.stop(0)]);
      },
    };
  }

  /** A Front End with one connector before these hubs. */
  async frontEnd(
    connector: ReceiveConnector,
    hubs: readonly Hub[],
  ): Promise<{ port: number; log: ProtocolEvent[] }> {
    const chooser = new HubChooser({ failureMemoryMs: 5000, now: () => Date.now(), random: () => 0 });
    chooser.update(hubs);
    const pool = new HopPool({ connect: (endpoint) => this.hop(endpoint), maxIdleMs: 10_000 });
    this.#cleanups.push(() => pool.close());
    const log: ProtocolEvent[] = [];
    const route = new HubRoute({ pool, chooser, report: (problem) => this.problems.push(problem) });
    const { endpoint } = await this.#listen(
      () => new FrontEndSession({ ...this.#basis(connector, log), route }),
    );
    return { port: endpoint.port, log };
  }

  hop({ address, port }: Endpoint, tls = this.certificates.internalClient): Promise<HopConnection> {
    return HopConnection.connect({
      host: address,
      port,
      protocol: 'SMTP',
      helo: 'mbx01.contoso.com',
      tls: { context: tls, command: 'X-ANONYMOUSTLS' },
      connectTimeoutMs: 5000,
      replyTimeoutMs: 5000,
    });
  }

  #basis(connector: ReceiveConnector, log: ProtocolEvent[]) {
    const host: SessionHost = {
      certificates: this.certificates,
      connections: this.#connections,
      active: () => this.active,
      now: () => new Date('2016-08-05T16:24:41Z'),
      protocolLog: (event) => log.push(event),
      fault: (error) => this.faults.push(error),
    };
    return { connector, organization: this.organization, host };
  }

  async #listen(handlerFor: () => SessionHandler) {
    const listener = new SmtpListener({ protocol: 'SMTP', maxConnections: 100, handlerFor });
    const endpoint = await listener.listen({ address: '127.0.0.1', port: 0 });
    this.#cleanups.push(() => listener.stop(0));
    return { listener, endpoint };
  }
}

const verbose = { ProtocolLoggingLevel: 'Verbose' };

/** A verdict that a hub may give after the content. */
export const hopCountExceeded = replies.hopCountExceeded;
