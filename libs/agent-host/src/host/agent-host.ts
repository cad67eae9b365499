import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';

import {
  isInstalled,
  type AgentService,
  type InstalledAgent,
  type Organization,
  type TransportAgent,
} from '@mailyard/directory';
import type { Degradations } from '@mailyard/service';

import type { AgentRequest } from '../contract/agent-request.js';
import type { AgentLog } from '../log/agent-log.js';
import type { AgentMetrics } from './agent-metrics.js';
import { AgentRunner, type AgentOutcome } from './agent-runner.js';

export interface AgentHostOptions {
  /** Whose agents run here. */
  readonly service: AgentService;
  /** Each agent gets a folder in it. */
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
  #contents = 0;
  #closed = false;

  constructor(options: AgentHostOptions) {
    this.#options = options;
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
    content: () => AsyncIterable<Buffer>,
  ): Promise<AgentOutcome> {
    if (!isInstalled(agent) || this.#closed) return { of: 'failure', reason: 'it does not run here' };
    const begun = performance.now();
    const outcome = await this.#asked(agent, request, content);
    this.#options.metrics?.called(agent.Name, outcome.of, performance.now() - begun);
    this.#options.agentLog?.write(agent, request, outcome);
    if (outcome.of === 'failure') this.#warn(agent, request, outcome.reason);
    return outcome;
  }

  close(): void {
    this.#closed = true;
    for (const [guid, { runner }] of this.#runners) this.#drop(guid, runner);
  }

  async #asked(
    agent: InstalledAgent,
    request: AgentRequest,
    content: () => AsyncIterable<Buffer>,
  ): Promise<AgentOutcome> {
    const runner = this.#runnerOf(agent);
    if (!agent.Touches.includes('content')) return runner.ask(request);
    const contentFile = join(this.#folderOf(agent), `${this.#nextContent()}.eml`);
    try {
      await mkdir(this.#folderOf(agent), { recursive: true, mode: 0o700 });
      await pipeline(content(), createWriteStream(contentFile, { mode: 0o400, flags: 'wx' }));
      return await runner.ask({ ...request, message: { ...request.message, contentFile } });
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
  #warn({ Name: agent, Guid }: InstalledAgent, { event, message }: AgentRequest, reason: string): void {
    const now = performance.now();
    if (now - (this.#warned.get(Guid) ?? -Infinity) < sameWarningMs) return;
    this.#warned.set(Guid, now);
    this.#options.log.warn(
      { agent, event, messageId: message.messageId, reason },
      'a transport agent has failed',
    );
  }

  #isHere({ Enabled, TransportService }: InstalledAgent): boolean {
    return Enabled && TransportService === this.#options.service;
  }

  #folderOf({ Guid }: InstalledAgent): string {
    return join(this.#options.folder, Guid);
  }

  #nextContent(): string {
    this.#contents += 1;
    return `${process.pid}-${this.#contents}`;
  }
}

/** What its process is made for; order and policy are not its business. */
function formOf(agent: InstalledAgent): string {
  const { AssemblyPath, TransportAgentFactory, Events, Touches, TimeLimit, MaxMemory } = agent;
  return JSON.stringify([AssemblyPath, TransportAgentFactory, Events, Touches, TimeLimit, MaxMemory]);
}
