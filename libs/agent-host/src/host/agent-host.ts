import { createWriteStream, mkdirSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import {
  isInstalled,
  isReceiveEvent,
  type AgentService,
  type InstalledAgent,
  type Organization,
  type TransportAgent,
} from '@mailyard/directory';
import type { Degradations } from '@mailyard/service';

import { withContentFile, type AgentRequest } from '../contract/agent-request.js';
import type { DeliveryRequest } from '../contract/delivery-request.js';
import type { AgentLog } from '../log/agent-log.js';
import { RunFolder } from '../process/run-folder.js';
import type { AgentMetrics } from './agent-metrics.js';
import { nobodyWaits, type AgentOutcome, type AskOptions } from './agent-call.js';
import { AgentRunner } from './agent-runner.js';

export interface AgentHostOptions {
  /** Whose agents run here. */
  readonly service: AgentService;
  /** Each process has a folder in it, and each agent one in that. */
  readonly folder: string;
  readonly degradations: Pick<Degradations, 'enter' | 'leave'>;
  readonly log: {
    info(details: object, message: string): void;
    warn(details: object, message: string): void;
  };
  readonly metrics?: AgentMetrics;
  readonly agentLog?: Pick<AgentLog, 'write'>;
}

interface Question {
  readonly request: AgentRequest;
  /** The whole message, as a file for the agent. */
  readonly content?: (() => AsyncIterable<Buffer>) | undefined;
}

/** What a delivery agent is asked. */
export interface DeliveryQuestion extends Question {
  readonly request: DeliveryRequest;
  /** The one that has the connection, see `processOf`. */
  readonly process?: number | undefined;
  /** Nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

const doesNotRun: AgentOutcome = { of: 'failure', reason: 'it does not run here', unasked: true };
const failing = 'transport-agent-failing';
const sameWarningMs = 1_000;

/** Asks the agents that are not part of Mailyard; each has a process of its own while it is enabled. */
export class AgentHost {
  readonly #options: AgentHostOptions;
  readonly #runners = new Map<string, { readonly form: string; readonly runner: AgentRunner }>();
  readonly #listeners = new Set<() => void>();
  readonly #warned = new Map<string, number>();
  readonly #folder: RunFolder;
  #contents = 0;
  #closed = false;

  constructor(options: AgentHostOptions) {
    this.#options = options;
    this.#folder = new RunFolder(options.folder);
  }

  /** What hubs have left behind that were killed goes; nothing is left of this one once it is closed. */
  async open(): Promise<void> {
    await this.#folder.open();
  }

  /** From now on the enabled agents of this organization run here, and no others. */
  follow({ objects: { TransportAgents } }: Pick<Organization, 'objects'>): void {
    if (this.#closed) return;
    const enabled = TransportAgents.filter((agent) => this.#isHere(agent));
    for (const [guid, { runner }] of this.#runners) {
      if (!enabled.some(({ Guid }) => Guid === guid)) this.#drop(guid, runner);
    }
    // Those that are built in run from the first message on.
    for (const agent of enabled.filter(isInstalled)) this.#runnerOf(agent);
  }

  /** Told whenever an agent answers again that did not. */
  onMended(listener: () => void): void {
    this.#listeners.add(listener);
  }

  /** `content`: the whole message, for an agent that touches content. */
  async ask(
    agent: TransportAgent,
    request: AgentRequest,
    content?: () => AsyncIterable<Buffer>,
  ): Promise<AgentOutcome> {
    if (!isInstalled(agent) || this.#closed) return doesNotRun;
    // In a session somebody waits for a reply, and has no more patience for being asked once more.
    const withinMs = isReceiveEvent(request.event) ? 2 * agent.TimeLimit : undefined;
    const read = agent.Touches.includes('content') ? content : undefined;
    return this.#told(agent, request, () => this.#asked(agent, { request, content: read }, { withinMs }));
  }

  /**
   * Asks a delivery agent. What it was asked may have been done when it fails, so nobody asks it again but whoever asked:
   * `unasked` says that it was not. Rejects when the content cannot be read.
   */
  async askToDeliver(agent: TransportAgent, asked: DeliveryQuestion): Promise<AgentOutcome> {
    if (!isInstalled(agent) || this.#closed) return doesNotRun;
    const { request, process, signal } = asked;
    const options = { withinMs: 2 * agent.TimeLimit, once: true, process, signal };
    return this.#told(agent, request, () => this.#asked(agent, asked, options));
  }

  /** The number of its process, which another one of the same agent does not have; undefined: it does not run here. */
  processOf(agent: TransportAgent): number | undefined {
    return isInstalled(agent) && !this.#closed ? this.#runnerOf(agent).process : undefined;
  }

  async #told(
    agent: InstalledAgent,
    request: AgentRequest,
    ask: () => Promise<AgentOutcome>,
  ): Promise<AgentOutcome> {
    const begun = performance.now();
    const outcome = await ask();
    this.#options.metrics?.called(agent.Name, outcome.of, performance.now() - begun);
    this.#options.agentLog?.write(agent, request, outcome);
    if (outcome.of === 'failure') this.#warn(agent, request, outcome.reason);
    return outcome;
  }

  /** An agent hears of what it decides nothing about; nobody waits for it. */
  tell(agent: TransportAgent, request: AgentRequest): void {
    void this.ask(agent, request);
  }

  /** A file for a message that waits for its agents, in a folder that none of them may read. */
  messageFile(): string {
    const folder = join(this.#folder.path, 'messages');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return join(folder, `${this.#nextContent()}.eml`);
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const [guid, { runner }] of this.#runners) this.#drop(guid, runner);
    await this.#folder.remove();
  }

  async #asked(
    agent: InstalledAgent,
    { request, content }: Question,
    options: AskOptions,
  ): Promise<AgentOutcome> {
    const runner = this.#runnerOf(agent);
    if (content === undefined) return runner.ask(request, options);
    const contentFile = join(this.#folderOf(agent), `${this.#nextContent()}.eml`);
    try {
      await mkdir(this.#folderOf(agent), { recursive: true, mode: 0o700 });
      const file = createWriteStream(contentFile, { mode: 0o400, flags: 'wx' });
      await pipeline(content(), file, options.signal === undefined ? {} : { signal: options.signal });
      return await runner.ask(withContentFile(request, contentFile), options);
    } catch (error) {
      if (options.signal?.aborted === true) return nobodyWaits;
      throw error;
    } finally {
      await rm(contentFile, { force: true });
    }
  }

  #runnerOf(agent: InstalledAgent): AgentRunner {
    const known = this.#runners.get(agent.Guid);
    const form = formOf(agent);
    if (known?.form === form) return known.runner;
    known?.runner.close();
    const runner = new AgentRunner({
      agent,
      folder: this.#folderOf(agent),
      contentPath: () => this.messageFile(),
      onState: (trouble) => this.#tell(agent, trouble),
      onPrinted: (line) => this.#options.log.info({ agent: agent.Name, line }, 'a transport agent prints'),
    });
    this.#runners.set(agent.Guid, { form, runner });
    return runner;
  }

  #drop(guid: string, runner: AgentRunner): void {
    this.#runners.delete(guid);
    runner.close();
    this.#options.degradations.leave(failing, runner.agent.Name);
  }

  #tell({ Name: subject, FailurePolicy }: InstalledAgent, trouble: string | undefined): void {
    const { degradations } = this.#options;
    if (trouble === undefined) {
      degradations.leave(failing, subject);
      for (const listener of this.#listeners) listener();
    } else degradations.enter({ code: failing, subject, reason: `${trouble} (${FailurePolicy})` });
  }

  /** Of one agent one line a second. */
  #warn({ Name: agent, Guid }: InstalledAgent, request: AgentRequest, reason: string): void {
    const now = performance.now();
    if (now - (this.#warned.get(Guid) ?? -Infinity) < sameWarningMs) return;
    this.#warned.set(Guid, now);
    const { event } = request;
    this.#options.log.warn({ agent, event, ...subjectOf(request), reason }, 'a transport agent has failed');
  }

  #isHere({ Enabled, TransportService }: TransportAgent): boolean {
    return Enabled && TransportService === this.#options.service;
  }

  #folderOf({ Guid }: InstalledAgent): string {
    return join(this.#folder.path, Guid);
  }

  #nextContent(): string {
    this.#contents += 1;
    return String(this.#contents);
  }
}

function subjectOf(request: AgentRequest): Readonly<Record<string, string | undefined>> {
  if ('message' in request) return { messageId: request.message.messageId };
  if ('connection' in request) {
    return { connector: request.connector.name, messageId: request.mailItem?.messageId };
  }
  return { session: request.session.sessionId };
}

/** What its process is made for; order and policy are not its business. */
function formOf(agent: InstalledAgent): string {
  const { AssemblyPath, TransportAgentFactory, Events, Touches, TimeLimit, MaxMemory, WritablePaths } = agent;
  return JSON.stringify([
    AssemblyPath,
    TransportAgentFactory,
    Events,
    Touches,
    TimeLimit,
    MaxMemory,
    WritablePaths,
  ]);
}
