import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import type { AgentHost } from '@mailyard/agent-host';
import { OrganizationCertificates, type KeyPair } from '@mailyard/certificates';
import { type AgentService, type Organization, type ReceiveConnector } from '@mailyard/directory';
import { PasswordVerifier, SignInJournal, SignInLimits, SignIns } from '@mailyard/sign-in';
import { MemoryAllowance } from '@mailyard/service';
import {
  HopConnection,
  HopPool,
  type Endpoint,
  type ProtocolEvent,
  type SessionHandler,
} from '@mailyard/smtp';
import { SmtpListener } from '@mailyard/smtp/server';
import { tempDir, type TempDir } from '@mailyard/testing';

import { InboundLoad } from '../limits/inbound-load.js';
import type { ExceededLimit } from '../limits/session-share.js';
import { frontEnd } from '../roles/front-end.js';
import { hub } from '../roles/hub.js';
import type { Role } from '../roles/role.js';
import { ReceiveSession } from '../session/receive-session.js';
import type { RecipientLookup, SessionPressure, SessionServices } from '../session/session-services.js';
import type { Sink, Tunnels } from '../session/connector-session.js';
import { HubChooser, type Hub } from '../sinks/hub/hub-chooser.js';
import { contoso, defaultConnector } from './contoso.js';
import { MemorySubmission } from './memory-submission.js';

export interface RunningHub {
  readonly hub: Hub;
  readonly submission: MemorySubmission;
  /** What the hub's sessions received and sent. */
  readonly log: ProtocolEvent[];
  /** Cuts every connection and listens no more. */
  kill(): Promise<void>;
  /** Another process on the same ports. */
  revive(): Promise<void>;
}

export interface HubOptions {
  readonly organization?: Organization;
  /** What its two connectors have beside their defaults. */
  readonly connector?: Readonly<Record<string, unknown>>;
}

export interface FrontEndOptions {
  /** Connections to each hub. */
  readonly maxPerHost?: number;
  /** For small messages that are kept until their end. */
  readonly memoryBytes?: number;
}

export interface Served<Target> {
  readonly role: Role<Target>;
  readonly target: Target;
  readonly tunnels?: Tunnels;
  readonly log?: ProtocolEvent[];
}

/** Certificates, an organization, and whatever a test starts with them; `stop` ends it all. */
export class TestOrganization {
  readonly faults: unknown[] = [];
  readonly problems: unknown[] = [];
  readonly #cleanups: (() => Promise<void> | void)[] = [];
  readonly exceeded: ExceededLimit[] = [];
  readonly #load = new InboundLoad(() => performance.now());
  readonly failedSignIns: object[] = [];
  readonly #signIns = new SignIns({
    // Its clock stands still: what has failed is not forgotten while a test runs.
    limits: new SignInLimits({ steady: () => 0, wall: () => 0 }),
    journal: new SignInJournal({ log: { warn: (details) => this.failedSignIns.push(details) } }),
    verifier: new PasswordVerifier(),
  });
  active = true;
  /** Where agents of others run, of Front End and of hubs. */
  readonly agents: { FrontEnd?: AgentHost; Hub?: AgentHost } = {};
  /** What a subscribed Edge asks about recipients. */
  recipients: RecipientLookup | undefined;
  pressure: SessionPressure = { refuses: 'nobody', tarpitMs: 0 };
  /** What all sessions together were counted as. */
  readonly counted = { open: 0, refused: [] as string[] };

  private constructor(
    /** A test may replace it by another revision. */
    public organization: Organization,
    readonly certificates: OrganizationCertificates,
    private readonly directories: { readonly own: TempDir; readonly foreign: TempDir },
  ) {}

  static async start(): Promise<TestOrganization> {
    const directories = { own: await tempDir(), foreign: await tempDir() };
    const { own, foreign } = directories;
    const certificates = await OrganizationCertificates.ensure(own.path, { fqdn: 'mbx01.contoso.com' });
    await OrganizationCertificates.ensure(foreign.path, { fqdn: 'mbx01.fabrikam.com' });
    const test = new TestOrganization(await contoso(), certificates, directories);
    test.#cleanups.push(
      () => own.remove(),
      () => foreign.remove(),
    );
    return test;
  }

  /** Certificate and key that a server of this organization, or of a foreign one, shows to others. */
  async identity(whose: 'own' | 'foreign'): Promise<{ readonly cert: Buffer; readonly key: Buffer }> {
    const { path } = this.directories[whose];
    const [cert, key] = ['internal.crt', 'internal.key'].map((name) => readFile(join(path, name)));
    if (cert === undefined || key === undefined) throw new Error('two files were named');
    return { cert: await cert, key: await key };
  }

  /** As an operator puts it into a folder below pki/; the services know it at once. */
  async install(folder: 'certificates' | 'trusted', name: string, pair: Partial<KeyPair>): Promise<void> {
    const path = join(this.directories.own.path, folder);
    await mkdir(path, { recursive: true });
    if (pair.key !== undefined) await writeFile(join(path, `${name}.key`), pair.key);
    if (pair.certificate !== undefined) await writeFile(join(path, `${name}.crt`), pair.certificate);
    await this.certificates.refresh();
  }

  async stop(): Promise<void> {
    for (const cleanup of this.#cleanups.splice(0).toReversed()) await cleanup();
  }

  /** A hub; `organization` may be another revision than the one that Front End knows. */
  async hub(
    id = 'hub-1',
    { organization = this.organization, connector = {} }: HubOptions = {},
  ): Promise<RunningHub> {
    const submission = new MemorySubmission();
    const log: ProtocolEvent[] = [];
    const session = (made: ReceiveConnector) => () =>
      new ReceiveSession({
        ...this.#basis(made, log, 'Hub'),
        organization: () => organization,
        role: hub,
        sink: hub.sink(submission),
      });
    const sessions = ['Default', 'Client Proxy'].map((name) =>
      session(defaultConnector(name, { ...verbose, ...connector })),
    );
    const start = (ports: readonly number[]) =>
      Promise.all(sessions.map((handlerFor, index) => this.#listen(handlerFor, { port: ports[index] })));
    let running = await start([]);
    const [inbound, client] = running.map(({ endpoint }) => endpoint);
    if (inbound === undefined || client === undefined) throw new Error('a hub has two listeners');
    const { MaxHeaderSize: maxHeaderBytes } = defaultConnector('Default', connector);
    return {
      hub: { id, server: 'MBX01', inbound, client, maxHeaderBytes },
      submission,
      log,
      kill: async () => {
        await Promise.all(running.map(({ listener }) => listener.stop(0)));
      },
      revive: async () => {
        running = await start([inbound.port, client.port]);
      },
    };
  }

  /** A Front End with one connector before these hubs. */
  async frontEnd(
    connector: ReceiveConnector,
    hubs: readonly Hub[],
    { maxPerHost = Infinity, memoryBytes = 1_000_000 }: FrontEndOptions = {},
  ): Promise<{ port: number; log: ProtocolEvent[]; chooser: HubChooser }> {
    const chooser = new HubChooser({ failureMemoryMs: 5000, now: () => Date.now(), random: () => 0 });
    chooser.update(hubs);
    const pool = new HopPool({ connect: (endpoint) => this.hop(endpoint), maxIdleMs: 10_000, maxPerHost });
    this.#cleanups.push(() => pool.close());
    const log: ProtocolEvent[] = [];
    const memory = new MemoryAllowance(memoryBytes);
    const sink = frontEnd.sink({ pool, chooser, memory, report: (problem) => this.problems.push(problem) });
    const { endpoint } = await this.#listen(() => this.frontEndSession(connector, { sink, log }));
    return { port: endpoint.port, log, chooser };
  }

  /** A connector of whichever role; resolves with its port. */
  async serve<Target>(
    connector: ReceiveConnector,
    { role, target, tunnels, log = [] }: Served<Target>,
  ): Promise<number> {
    const options = { ...this.#basis(connector, log), role, sink: role.sink(target), tunnels };
    const listening = this.#listen(() => new ReceiveSession(options), { protocol: role.protocol });
    return (await listening).endpoint.port;
  }

  frontEndSession(
    connector: ReceiveConnector,
    { sink = noSink, log = [] }: { sink?: Sink; log?: ProtocolEvent[] } = {},
  ): ReceiveSession {
    return new ReceiveSession({ ...this.#basis(connector, log), role: frontEnd, sink });
  }

  hop({ address, port }: Endpoint): Promise<HopConnection> {
    return HopConnection.connect({
      host: address,
      port,
      protocol: 'SMTP',
      helo: 'mbx01.contoso.com',
      tls: { context: this.certificates.internalClient, command: 'X-ANONYMOUSTLS' },
      connectTimeoutMs: 5000,
      replyTimeoutMs: 5000,
    });
  }

  #basis(connector: ReceiveConnector, log: ProtocolEvent[], service: AgentService = 'FrontEnd') {
    const services: SessionServices = {
      certificates: this.certificates,
      signIns: this.#signIns,
      agents: this.agents[service],
      ...(this.recipients && { recipients: this.recipients }),
      counts: {
        opened: () => void (this.counted.open += 1),
        closed: () => void (this.counted.open -= 1),
        brought: () => undefined,
        refused: (code) => void this.counted.refused.push(code),
      },
      load: this.#load,
      limitExceeded: (limit) => this.exceeded.push(limit),
      active: () => this.active,
      pressure: () => this.pressure,
      now: () => new Date('2016-08-05T16:24:41Z'),
      protocolLog: () => ({ write: (event) => log.push(event) }),
      fault: (error) => this.faults.push(error),
    };
    return { connector, organization: () => this.organization, services };
  }

  async #listen(
    handlerFor: () => SessionHandler,
    { port = 0, protocol = 'SMTP' }: { port?: number | undefined; protocol?: 'SMTP' | 'LMTP' } = {},
  ) {
    const listener = new SmtpListener({ protocol, maxConnections: 100, handlerFor });
    const endpoint = await listener.listen({ address: '127.0.0.1', port });
    this.#cleanups.push(() => listener.stop(0).catch(() => undefined));
    return { listener, endpoint };
  }
}

const verbose = { ProtocolLoggingLevel: 'Verbose' };

const noSink: Sink = () => Promise.reject(new Error('no test meant this session to send a message'));
