import { randomBytes } from 'node:crypto';

import { PeriodicTask } from '@mailyard/service';

import type { Caller } from '../caller.js';
import type { OperationContext } from '../context.js';
import { OperationError, OperationInputError } from '../operation.js';
import { requireRight } from '../rights/required-right.js';
import { EventStream, kindOf, type LiveEvent } from './event-stream.js';
import type { TopicKind } from './live-source.js';
import { keptMs, LiveTopic } from './live-topic.js';
import { topicKinds } from './topics/index.js';

const topicsOfStream = 20;
const topicsMax = 200;
const streamsMax = 200;
/** Of one account: the pages that are open, and what watches. The others are for the others. */
const streamsOfCaller = 20;
const topicsOfCaller = 50;

/** More listen than one process tells. */
export class TooManyListeners extends OperationError {
  override readonly name = 'TooManyListeners';
}

export interface Listening {
  readonly topics: readonly string[];
  readonly caller: Caller;
  /** Of the event that was received last, by who comes back. */
  readonly lastEventId?: string | undefined;
  readonly onChange: () => void;
}

export interface OpenStream {
  readonly opening: LiveEvent;
  /** What has to be told next; undefined: nothing before `onChange`. */
  next(): LiveEvent | undefined;
  close(): void;
}

/**
 * What is live, told to whoever listens. Nobody looks at anything while nobody listens; what several listen to is looked at
 * once. Whoever comes back within a minute is told what has happened meanwhile, by this process; after that, or by another
 * one, that everything has to be loaded anew (ADR 34).
 */
export class LiveEvents {
  readonly #context: OperationContext;
  readonly #topics = new Map<string, LiveTopic>();
  readonly #streams = new Map<EventStream, Listener>();
  /** No other process has it, nor this one after its next start. */
  readonly #epoch = randomBytes(6).toString('hex');
  readonly #ends: PeriodicTask;
  #version = 0;

  constructor(context: OperationContext) {
    this.#context = context;
    // Nothing in it can fail.
    this.#ends = new PeriodicTask(
      () => this.#forget(),
      () => undefined,
    );
  }

  /** Resolves when what happens from then on is told. Throws an OperationError for what nobody may, or can, listen to. */
  async listen({ topics: asked, caller, lastEventId, onChange }: Listening): Promise<OpenStream> {
    const wantedTopics = wanted(asked, caller);
    const listener = { account: caller.name, topics: wantedTopics.map(({ name }) => name) };
    this.#requireRoom(listener);
    this.#ends.start(keptMs / 4);
    const topics = wantedTopics.map((each) => this.#topic(each));
    const stream = new EventStream(topics, {
      onChange,
      idOf: (version) => `${this.#epoch}-${version}`,
      describe,
    });
    this.#streams.set(stream, listener);
    await Promise.all(topics.map((topic) => topic.join(stream)));
    return {
      opening: stream.begin(this.#known(lastEventId)),
      next: () => stream.next(),
      close: () => {
        stream.close();
        this.#streams.delete(stream);
      },
    };
  }

  async close(): Promise<void> {
    await this.#ends.stop();
    await Promise.all([...this.#topics.values()].map((topic) => topic.stop()));
    this.#topics.clear();
  }

  #requireRoom({ account, topics }: Listener): void {
    if (this.#streams.size >= streamsMax) throw new TooManyListeners(`${streamsMax} listen already`);
    const own = [...this.#streams.values()].filter((each) => each.account === account);
    if (own.length >= streamsOfCaller) {
      throw new TooManyListeners(`${account} listens ${streamsOfCaller} times already`);
    }
    const names = new Set([...own.flatMap((each) => each.topics), ...topics]);
    if (names.size > topicsOfCaller) {
      throw new TooManyListeners(`${account} would listen to more than ${topicsOfCaller} topics`);
    }
    this.#makeRoomFor(topics);
  }

  /** What nobody listens to any more goes before its time, the longest left first. */
  #makeRoomFor(names: readonly string[]): void {
    const others = names.filter((name) => !this.#topics.has(name));
    const excess = Math.max(0, this.#topics.size + others.length - topicsMax);
    const idle = [...this.#topics.values()]
      .filter(({ name, leftAt }) => leftAt !== undefined && !names.includes(name))
      .toSorted((one, other) => (one.leftAt ?? 0) - (other.leftAt ?? 0))
      .slice(0, excess);
    if (idle.length < excess) throw new TooManyListeners(`${topicsMax} topics are live already`);
    for (const { name } of idle) this.#topics.delete(name);
  }

  /** Up to which version whoever comes back knows everything; 0: nobody knows. */
  #known(lastEventId: string | undefined): number {
    if (lastEventId === undefined) return this.#version;
    const [epoch, version] = lastEventId.split('-');
    const known = Number(version);
    return epoch === this.#epoch && known <= this.#version ? known : 0;
  }

  #topic({ name, argument, kind }: WantedTopic): LiveTopic {
    const known = this.#topics.get(name);
    if (known !== undefined) return known;
    const source = kind.open(argument, this.#context);
    const topic = new LiveTopic({ name, kind, source }, () => (this.#version += 1));
    this.#topics.set(name, topic);
    return topic;
  }

  #forget(): Promise<void> {
    const now = performance.now();
    for (const [name, topic] of this.#topics) if (topic.isOver(now)) this.#topics.delete(name);
    if (this.#topics.size === 0) void this.#ends.stop();
    return Promise.resolve();
  }
}

/** Who holds a stream, and of what. */
interface Listener {
  readonly account: string;
  readonly topics: readonly string[];
}

interface WantedTopic {
  readonly name: string;
  readonly argument: string;
  readonly kind: TopicKind;
}

function wanted(asked: readonly string[], caller: Caller): readonly WantedTopic[] {
  const names = [...new Set(asked.map((name) => name.trim()))].filter((name) => name !== '');
  if (names.length === 0) throw new OperationInputError(`topics: any of ${known}`);
  if (names.length > topicsOfStream) throw new OperationInputError(`topics: at most ${topicsOfStream}`);
  return names.map((name) => wantedTopic(name, caller));
}

function wantedTopic(name: string, caller: Caller): WantedTopic {
  const kindName = kindOf(name);
  const argument = name.slice(kindName.length + 1);
  const kind = topicKinds.find((each) => each.name === kindName);
  if (kind === undefined || (kind.argument === undefined) !== (name === kindName)) {
    throw new OperationInputError(`topics: ${name} is none of ${known}`);
  }
  requireRight(name, kind.rights, caller);
  return { name, argument, kind };
}

const known = topicKinds
  .map(({ name, argument }) => (argument === undefined ? name : `${name}:{${argument}}`))
  .join(', ');

function describe(error: unknown): string {
  return error instanceof OperationError ? error.message : 'it cannot be looked at now';
}
