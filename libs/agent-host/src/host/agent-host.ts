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
import type { AgentLog } from '../log/agent-log.js';
import { RunFolder } from '../process/run-folder.js';
import type { AgentMetrics } from './agent-metrics.js';
import type { AgentOutcome } from './agent-call.js';
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
    const enabled = TransportAgents.filter(isInstalled).filter((agent) => this.#isHere(agent));
    for (const [guid, { runner }] of this.#runners) {
      if (!enabled.some(({ Guid }) => Guid === guid)) this.#drop(guid, runner);
    }
    for (const agent of enabled) this.#runnerOf(agent);
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
    if (!isInstalled(agent) || this.#closed) return { of: 'failure', reason: 'it does not run here' };
    const begun = performance.now();
    const outcome = await this.#asked(agent, request, content);
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
    request: AgentRequest,
    content: (() => AsyncIterable<Buffer>) | undefined,
  ): Promise<AgentOutcome> {
    const runner = this.#runnerOf(agent);
    // In a session somebody waits for a reply, and has no more patience for being asked once more.
    const withinMs = isReceiveEvent(request.event) ? 2 * agent.TimeLimit : undefined;
    if (content === undefined || !agent.Touches.includes('content')) return runner.ask(request, withinMs);
    const contentFile = join(this.#folderOf(agent), `${this.#nextContent()}.eml`);
    try {
      await mkdir(this.#folderOf(agent), { recursive: true, mode: 0o700 });
      await pipeline(content(), createWriteStream(contentFile, { mode: 0o400, flags: 'wx' }));
      return await runner.ask(withContentFile(request, contentFile), withinMs);
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
    const about =
      'message' in request
        ? { messageId: request.message.messageId }
        : { session: request.session.sessionId };
    this.#options.log.warn({ agent, event, ...about, reason }, 'a transport agent has failed');
  }

  #isHere({ Enabled, TransportService }: InstalledAgent): boolean {
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

/** What its process is made for; order and policy are not its business. */
function formOf(agent: InstalledAgent): string {
  const { AssemblyPath, TransportAgentFactory, Events, Touches, TimeLimit, MaxMemory } = agent;
  return JSON.stringify([AssemblyPath, TransportAgentFactory, Events, Touches, TimeLimit, MaxMemory]);
}
