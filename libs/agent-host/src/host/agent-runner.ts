import type { InstalledAgent } from '@mailyard/directory';

import type { AgentRequest } from '../contract/agent-request.js';
import { AgentProcess } from '../process/agent-process.js';
import { ReplacedContent } from '../process/replaced-content.js';
import {
  newCall,
  nobodyWaits,
  outcomeOf,
  type AgentCall,
  type AgentFailure,
  type AgentOutcome,
  type AskOptions,
} from './agent-call.js';

export interface RunnerOptions {
  readonly agent: InstalledAgent;
  readonly folder: string;
  /** A new file for content that the agent sends. */
  readonly contentPath: () => string;
  /** Undefined: it answers. */
  readonly onState: (trouble: string | undefined) => void;
  readonly onPrinted: (line: string) => void;
}

const callsAtOnce = 64;
const callsWaitingMax = 1_000;
const firstRestMs = 500;
const longestRestMs = 60_000;

/**
 * Asks one agent: so many calls at a time, each within the time limit. A process that ends, hangs or answers what it was not
 * asked is replaced; one that does so again and again rests for longer each time, and meanwhile every call fails at once.
 */
export class AgentRunner {
  readonly #options: RunnerOptions;
  #process: AgentProcess | undefined;
  #ready: ReadonlySet<string> | undefined;
  #starting: NodeJS.Timeout | undefined;
  #restUntil = 0;
  #restMs = firstRestMs;
  #again: NodeJS.Timeout | undefined;
  #trouble: string | undefined;
  #nextId = 0;
  #processes = 0;
  #closed = false;
  readonly #waiting: AgentCall[] = [];
  readonly #asked = new Map<number, AgentCall>();

  constructor(options: RunnerOptions) {
    this.#options = options;
    this.#start();
  }

  get agent(): InstalledAgent {
    return this.#options.agent;
  }

  /** Which process it is by now, counted from the first one. */
  get process(): number {
    return this.#processes;
  }

  ask(request: AgentRequest, options: AskOptions = {}): Promise<AgentOutcome> {
    const { withinMs, once = false, process, signal } = options;
    if (signal?.aborted === true) return Promise.resolve(nobodyWaits);
    const until = withinMs === undefined ? undefined : performance.now() + withinMs;
    const trouble = this.#closed ? 'it was disabled' : this.#restTrouble(until);
    if (trouble !== undefined) return Promise.resolve(unasked(trouble));
    if (this.#waiting.length >= callsWaitingMax) {
      return Promise.resolve(unasked('too many messages wait for it'));
    }
    return new Promise((resolve) => {
      const call = newCall({ id: this.#newId(), request, until, once, process }, resolve);
      if (withinMs !== undefined) {
        const failure = { of: 'failure', reason: `it did not answer within ${withinMs} ms` } as const;
        call.deadline = setTimeout(() => call.settle(failure), withinMs);
      }
      signal?.addEventListener('abort', () => this.#cancel(call), { once: true });
      this.#waiting.push(call);
      this.#next();
    });
  }

  #cancel(call: AgentCall): void {
    if (call.isOver) return;
    call.settle(nobodyWaits);
    if (this.#asked.has(call.id)) this.#process?.send({ cancelled: call.id });
  }

  #newId(): number {
    this.#nextId += 1;
    return this.#nextId;
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#again);
    clearTimeout(this.#starting);
    const running = this.#process;
    this.#process = undefined;
    running?.end('it was disabled');
    for (const { timer, settle, content } of this.#asked.values()) {
      clearTimeout(timer);
      content?.remove();
      settle(unasked('it was disabled'));
    }
    this.#failWaiting('it was disabled');
  }

  /** Why it is no use to wait. */
  #restTrouble(until = performance.now()): string | undefined {
    return until < this.#restUntil ? (this.#trouble ?? 'it rests') : undefined;
  }

  #start(): void {
    if (this.#closed || this.#process !== undefined) return;
    const { agent, folder, onPrinted } = this.#options;
    this.#processes += 1;
    this.#ready = undefined;
    const started = new AgentProcess({
      file: agent.AssemblyPath,
      factory: agent.TransportAgentFactory,
      folder,
      writablePaths: agent.WritablePaths,
      memoryOctetsMax: agent.MaxMemory,
      onMessage: (message) => this.#hear(message),
      onEnd: (reason) => {
        if (this.#process === started) this.#ended(reason);
      },
      onPrinted,
    });
    this.#process = started;
    this.#starting = setTimeout(
      () => started.end(`it was not ready within ${agent.TimeLimit} ms`),
      Math.max(agent.TimeLimit, 5_000),
    );
  }

  #hear(message: unknown): void {
    const said = message as {
      readonly ready?: unknown;
      readonly failed?: unknown;
      readonly call?: unknown;
      readonly piece?: unknown;
    } | null;
    if (typeof said?.failed === 'string') this.#process?.end(said.failed.slice(0, 512));
    else if (Array.isArray(said?.ready)) this.#becomeReady(said.ready.map(String));
    else if (typeof said?.piece === 'string') this.#hearPiece(said.call, said.piece);
    else this.#hearAnswer(said ?? {});
  }

  #hearPiece(id: unknown, piece: string): void {
    const call = this.#asked.get(id as number);
    if (call === undefined || !this.agent.Touches.includes('content')) {
      this.#process?.end('it sent content that nobody wants');
      return;
    }
    call.content ??= new ReplacedContent(this.#options.contentPath());
    call.content.write(Buffer.from(piece, 'base64'));
  }

  #becomeReady(handlers: readonly string[]): void {
    clearTimeout(this.#starting);
    this.#ready = new Set(handlers);
    const missing = this.agent.Events.find((event) => !handlers.includes(event));
    if (missing !== undefined) {
      this.#process?.end(`its file has no ${missing}`);
      return;
    }
    // With calls that have ended a process before it is not well yet.
    if (!this.#waiting.some(({ suspect }) => suspect)) this.#recover();
    this.#next();
  }

  #recover(): void {
    this.#trouble = undefined;
    this.#options.onState(undefined);
  }

  #hearAnswer(said: { readonly call?: unknown; readonly actions?: unknown; readonly error?: unknown }): void {
    const call = this.#asked.get(said.call as number);
    if (call === undefined) {
      this.#process?.end('it answered what it was not asked');
      return;
    }
    this.#asked.delete(call.id);
    clearTimeout(call.timer);
    const outcome = outcomeOf(said, call, this.agent);
    if (outcome.of === 'failure') call.content?.remove();
    call.settle(outcome);
    // Whatever it says of one message, it runs.
    if (this.#trouble !== undefined) this.#recover();
    if (outcome.of === 'answer') this.#restMs = firstRestMs;
    this.#next();
  }

  /** Asks what waits, as far as there is room. */
  #next(): void {
    if (this.#ready === undefined) return;
    for (let call = this.#takeNext(); call !== undefined; call = this.#takeNext()) this.#ask(call);
  }

  #takeNext(): AgentCall | undefined {
    while (this.#waiting[0]?.isOver === true) this.#waiting.shift();
    const [first] = this.#waiting;
    const alone = [...this.#asked.values()].some(({ suspect }) => suspect);
    if (first === undefined || alone || this.#asked.size >= callsAtOnce) return undefined;
    if (first.suspect && this.#asked.size > 0) return undefined;
    return this.#waiting.shift();
  }

  #ask(call: AgentCall): void {
    const { TimeLimit } = this.agent;
    if (call.process !== undefined && call.process !== this.#processes) {
      return call.settle(unasked('its process ended, and its connections with it'));
    }
    this.#asked.set(call.id, call);
    call.timer = setTimeout(() => this.#late(call), TimeLimit);
    this.#process?.send({ call: call.id, ...call.request });
  }

  #late(call: AgentCall): void {
    const reason = `it did not answer within ${this.agent.TimeLimit} ms`;
    this.#asked.delete(call.id);
    call.settle({ of: 'failure', reason });
    this.#process?.end(reason);
  }

  #ended(reason: string): void {
    const wasReady = this.#ready !== undefined;
    this.#process = undefined;
    this.#ready = undefined;
    clearTimeout(this.#starting);
    const underWay = [...this.#asked.values()];
    this.#asked.clear();
    for (const call of underWay) {
      clearTimeout(call.timer);
      call.content?.remove();
      delete call.content;
    }
    const again = underWay.filter(({ suspect, isOver, once }) => !suspect && !isOver && !once);
    for (const { settle, suspect, once } of underWay) if (suspect || once) settle({ of: 'failure', reason });
    this.#waiting.unshift(...again.map((call) => Object.assign(call, { suspect: true })));
    this.#trouble = reason;
    this.#options.onState(reason);
    // One of these has ended it: they are asked alone, each once, before it may rest.
    const isSuspected = this.#waiting.some(({ suspect }) => suspect);
    // It cannot even start: whoever asks again by himself had better know why.
    if (!wasReady) this.#failWaiting(reason, ({ once }) => once);
    this.#rest(wasReady && isSuspected ? 0 : this.#restMs);
  }

  /** Calls that need not wait for it fail; those that are asked once more are not kept for long. */
  #rest(ms: number): void {
    if (this.#closed) return;
    if (ms > 0) {
      this.#restMs = Math.min(2 * ms, longestRestMs);
      this.#restUntil = performance.now() + ms;
      const reason = this.#trouble ?? 'it rests';
      this.#failWaiting(reason, ({ until }) => this.#restTrouble(until) !== undefined);
    }
    this.#again = setTimeout(() => this.#start(), ms);
  }

  #failWaiting(reason: string, isMeant: (call: AgentCall) => boolean = () => true): void {
    const some = Map.groupBy(this.#waiting.splice(0), isMeant);
    this.#waiting.push(...(some.get(false) ?? []));
    for (const { settle } of some.get(true) ?? []) settle(unasked(reason));
  }
}

function unasked(reason: string): AgentFailure {
  return { of: 'failure', reason, unasked: true };
}
