import { createServer, type Server } from 'node:net';

import { Organization, type ReceiveConnector } from '@mailyard/directory';
import type { ListenerReport, Log } from '@mailyard/service';
import { freePortOffset, TestClient } from '@mailyard/testing';

import { ConnectorListeners } from '../listening/connector-listeners.js';
import { contoso } from './contoso.js';
import { TestOrganization } from './test-organization.js';

/** A directory whose organization a test replaces as a change by another process would. */
export class ChangingDirectory {
  readonly #listeners = new Set<(organization: Organization) => void>();

  private constructor(public organization: Organization) {}

  static async with(...connectors: readonly ReceiveConnector[]): Promise<ChangingDirectory> {
    const directory = new ChangingDirectory(await contoso());
    directory.change(...connectors);
    return directory;
  }

  change(...connectors: readonly ReceiveConnector[]): void {
    const { revision, objects } = this.organization;
    this.organization = new Organization(revision + 1, { ...objects, ReceiveConnectors: connectors });
    for (const listener of this.#listeners) listener(this.organization);
  }

  onChange(listener: (organization: Organization) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}

export interface ServeOptions {
  readonly bindAddress?: string;
  readonly drainMs?: number;
}

/** Listeners of Front End on ports of their own, and what they tell. Each session is greeted with its connector’s name. */
export class RunningListeners {
  readonly announced: (readonly ListenerReport[])[] = [];
  readonly revisions: number[] = [];
  readonly errors: string[] = [];
  readonly warned: string[] = [];
  /** A test may say what there is to warn of. */
  warnings: readonly string[] = [];
  readonly log: Log = {
    debug: () => undefined,
    info: () => undefined,
    warn: (message) => this.warned.push(message),
    error: (message) => this.errors.push(message),
  };
  #running: ConnectorListeners | undefined;

  private constructor(
    readonly test: TestOrganization,
    readonly portOffset: number,
  ) {}

  static async prepare(): Promise<RunningListeners> {
    return new RunningListeners(await TestOrganization.start(), await freePortOffset([25, 26, 587]));
  }

  async stop(): Promise<void> {
    await this.#running?.stop(0);
    await this.test.stop();
  }

  async serve(directory: ChangingDirectory, options: ServeOptions = {}): Promise<ConnectorListeners> {
    const listeners = this.listeners(directory, options);
    await listeners.start((reports, revision) => {
      this.announced.push(reports);
      this.revisions.push(revision);
    });
    return listeners;
  }

  /** They do not listen yet. */
  listeners(
    directory: ChangingDirectory,
    { bindAddress = '127.0.0.1', drainMs = 10_000 }: ServeOptions = {},
  ): ConnectorListeners {
    this.#running = new ConnectorListeners({
      protocol: 'SMTP',
      directory,
      settings: { portOffset: this.portOffset, bindAddress },
      connectors: (organization) => organization.receiveConnectors('MBX01'),
      sessionAt: (connector) => this.test.frontEndSession({ ...connector, Banner: `220 ${connector.Name}` }),
      log: this.log,
      warnings: () => this.warnings,
      retryMs: 50,
      reviewMs: 50,
      drainMs,
    });
    return this.#running;
  }

  async greetedBy(port: number, localAddress = '127.0.0.1'): Promise<string> {
    const client = await TestClient.connect(port + this.portOffset, { localAddress });
    const { text } = await client.reply();
    client.close();
    return text;
  }

  async greetedAt(host: string): Promise<string> {
    const client = await TestClient.connect(25 + this.portOffset, { host });
    const { text } = await client.reply();
    client.close();
    return text;
  }

  /** Where connectors listen. */
  names(): readonly string[] | undefined {
    return this.announced
      .at(-1)
      ?.flatMap(({ name, endpoint, state }) =>
        state === 'Listening' ? [`${name} ${endpoint.port - this.portOffset}`] : [],
      );
  }

  failures(): readonly string[] | undefined {
    return this.announced
      .at(-1)
      ?.flatMap(({ name, error }) => (error === undefined ? [] : [`${name}: ${error}`]));
  }
}

/** Another program on the port. */
export function occupy(port: number): Promise<Server> {
  return new Promise((resolve) => {
    const server = createServer().listen(port, '127.0.0.1', () => resolve(server));
  });
}
