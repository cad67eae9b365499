import { EventStream } from './event-stream.js';
import type { FromHolder, ToHolder } from './live-messages.js';
// Vite builds it, and gives its address.
// oxlint-disable-next-line import/default
import workerUrl from './worker.ts?sharedworker&url';

export interface LiveState {
  readonly live: boolean;
  /** Since when. */
  readonly at: number;
  /** What the stream tells of. */
  readonly topics: readonly string[];
}

type Hear = (message: Exclude<FromHolder, { say: 'state' }>) => void;

/** What this tab hears of the server, whoever holds the stream. */
class Live {
  readonly #hearers = new Map<Hear, string>();
  readonly #watchers = new Set<() => void>();
  #send: ((message: ToHolder) => void) | undefined;
  #state: LiveState = { live: false, at: Date.now(), topics: [] };

  readonly subscribe = (topic: string, hear: Hear): (() => void) => {
    this.#hearers.set(hear, topic);
    this.#ask();
    return () => {
      this.#hearers.delete(hear);
      this.#ask();
    };
  };

  /** For useSyncExternalStore. */
  readonly watch = (changed: () => void): (() => void) => {
    this.#watchers.add(changed);
    return () => this.#watchers.delete(changed);
  };
  readonly state = (): LiveState => this.#state;

  /** Resolves when the stream tells of it, or after that time. */
  async tells(topic: string, withinMs: number): Promise<boolean> {
    const tells = (): boolean => this.#state.topics.includes(topic);
    await new Promise<void>((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        unwatch();
        resolve();
      };
      const timer = setTimeout(done, tells() ? 0 : withinMs);
      const unwatch = this.watch(() => tells() && done());
    });
    return tells();
  }

  #ask(): void {
    this.#send ??= connect((message) => this.#hear(message));
    this.#send({ say: 'subscribe', topics: [...new Set(this.#hearers.values())] });
  }

  #hear(message: FromHolder): void {
    if (message.say === 'state') {
      const { live: isLive, at, topics } = message;
      this.#state = { live: isLive, at, topics };
      for (const changed of this.#watchers) changed();
      return;
    }
    const topics = message.say === 'reload' ? message.topics : [message.topic];
    for (const [hear, topic] of this.#hearers) if (topics.includes(topic)) hear(message);
  }
}

/** A worker that all tabs share; where a browser has none, a stream of this tab alone. */
function connect(hear: (message: FromHolder) => void): (message: ToHolder) => void {
  if (typeof SharedWorker === 'undefined') {
    const stream = new EventStream(hear);
    return (message) => stream.want(message.say === 'bye' ? [] : message.topics);
  }
  const { port } = new SharedWorker(trusted(workerUrl), { type: 'module', name: 'mailyard-live' });
  port.addEventListener('message', ({ data }: MessageEvent<FromHolder>) => hear(data));
  port.start();
  addEventListener('pagehide', () => port.postMessage({ say: 'bye' } satisfies ToHolder));
  return (message) => port.postMessage(message);
}

interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(url: string): string },
  ): { createScriptURL(url: string): string };
}

/** The policy of the page takes the address of a script from this one policy, and it lets this one address through. */
function trusted(url: string): string {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const createScriptURL = (asked: string): string => {
    if (asked !== workerUrl) throw new TypeError(`${asked} is no script of ours`);
    return asked;
  };
  return trustedTypes?.createPolicy('mailyard', { createScriptURL }).createScriptURL(url) ?? url;
}

export const live = new Live();
