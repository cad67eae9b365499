import type { LiveTopic, TopicListener } from './live-topic.js';
import type { RowChange } from './live-table.js';

/** Octets of rows in one event: so much waits for a reader who does not read, and no more. */
const eventMax = 65_536;
const rowsMax = 1_000;

/** What is told, as server-sent events have it. */
export interface LiveEvent {
  /** `open`, `reload`, `problem`, or the kind of the topic. */
  readonly name: string;
  /** Whoever comes back with it is told what has happened since. */
  readonly id: string;
  /** JSON. */
  readonly data: string;
}

export interface StreamHooks {
  /** Ask for `next` again. */
  readonly onChange: () => void;
  /** Of the hub that it is a stream of. */
  readonly idOf: (version: number) => string;
  readonly describe: (error: unknown) => string;
}

/**
 * What one reader is told. It remembers up to which version, and nothing else: a reader who is slow is told less often, of
 * each row as it is then, and of one who has missed too much, that everything has to be loaded anew.
 */
export class EventStream implements TopicListener {
  readonly #topics: readonly LiveTopic[];
  readonly #hooks: StreamHooks;
  /** Up to which version whoever was told to load a topic anew knows it. */
  readonly #reloaded = new Map<LiveTopic, number>();
  readonly #faults = new Map<string, string>();
  readonly #toldFaults = new Map<string, string>();
  #version = Infinity;

  constructor(topics: readonly LiveTopic[], hooks: StreamHooks) {
    this.#topics = topics;
    this.#hooks = hooks;
  }

  /** Nothing is told before it. Up to that version everything is known. */
  begin(version: number): LiveEvent {
    this.#version = version;
    return this.#event('open', { topics: this.#topics.map(({ name }) => name) });
  }

  /** What has to be told next; undefined: nothing now. */
  next(): LiveEvent | undefined {
    return this.#problem() ?? this.#reload() ?? this.#changes();
  }

  onChange(): void {
    this.#toldFaults.clear();
    this.#hooks.onChange();
  }

  onFault(topic: string, error: unknown): void {
    const said = this.#hooks.describe(error);
    if (this.#toldFaults.get(topic) === said) return;
    this.#toldFaults.set(topic, said);
    this.#faults.set(topic, said);
    this.#hooks.onChange();
  }

  close(): void {
    for (const topic of this.#topics) topic.leave(this);
  }

  #problem(): LiveEvent | undefined {
    const [fault] = this.#faults;
    if (fault === undefined) return undefined;
    const [topic, detail] = fault;
    this.#faults.delete(topic);
    return this.#event('problem', { topic, detail });
  }

  #reload(): LiveEvent | undefined {
    const behind = this.#topics.filter((topic) => topic.table.horizon > this.#knownOf(topic));
    if (behind.length === 0) return undefined;
    for (const topic of behind) this.#reloaded.set(topic, topic.table.version);
    if (behind.length === this.#topics.length) {
      this.#version = Math.max(...behind.map((topic) => this.#knownOf(topic)));
    }
    return this.#event('reload', { topics: behind.map(({ name }) => name) });
  }

  /** Of one topic, up to where another one has something to tell in between. */
  #changes(): LiveEvent | undefined {
    const pending = this.#topics
      .flatMap((topic) => this.#first(topic))
      .toSorted((one, other) => one.change.version - other.change.version);
    const [first] = pending;
    if (first === undefined) return undefined;
    const changed: string[] = [];
    const removed: string[] = [];
    let octets = 0;
    for (const { topic, change } of pending) {
      if (topic !== first.topic || octets > eventMax) break;
      const { key, text, version } = change;
      if (text === undefined) removed.push(key);
      else changed.push(`{"key":${JSON.stringify(key)},"row":${text}}`);
      octets += key.length + (text?.length ?? 0);
      this.#version = version;
    }
    const { name } = first.topic;
    const data = `{"topic":${JSON.stringify(name)},"changed":[${changed.join(',')}],"removed":${JSON.stringify(removed)}}`;
    return { name: kindOf(name), id: this.#hooks.idOf(this.#version), data };
  }

  #first(topic: LiveTopic): readonly { readonly topic: LiveTopic; readonly change: RowChange }[] {
    const found: { topic: LiveTopic; change: RowChange }[] = [];
    for (const change of topic.table.since(this.#knownOf(topic))) {
      found.push({ topic, change });
      if (found.length === rowsMax) break;
    }
    return found;
  }

  #knownOf(topic: LiveTopic): number {
    return Math.max(this.#version, this.#reloaded.get(topic) ?? 0);
  }

  #event(name: string, data: object): LiveEvent {
    return { name, id: this.#hooks.idOf(this.#version), data: JSON.stringify(data) };
  }
}

/** Of `messages:…` the part before the colon. */
export function kindOf(topic: string): string {
  const colon = topic.indexOf(':');
  return colon === -1 ? topic : topic.slice(0, colon);
}
