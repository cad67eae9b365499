import type { FromHolder, LiveRow } from './live-messages.js';

const retryMs = [1_000, 2_000, 5_000, 10_000];
/** Tabs that open come with several topics, one after the other. */
const gatherMs = 30;

/**
 * The one stream of server-sent events (WHATWG HTML §9.2) with the topics that anybody wants. With other topics it goes on
 * where the stream before ended.
 */
export class EventStream {
  readonly #tell: (message: FromHolder) => void;
  #topics: readonly string[] = [];
  #source: EventSource | undefined;
  #lastEventId: string | undefined;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #state: FromHolder & { say: 'state' } = {
    say: 'state',
    live: false,
    at: Date.now(),
    topics: [],
  };

  constructor(tell: (message: FromHolder) => void) {
    this.#tell = tell;
  }

  get state(): FromHolder & { say: 'state' } {
    return this.#state;
  }

  want(topics: Iterable<string>): void {
    const wanted = [...new Set(topics)].toSorted();
    if (wanted.join() === this.#topics.join()) return;
    this.#topics = wanted;
    this.#open(gatherMs);
  }

  #open(afterMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#source?.close();
      if (this.#topics.length === 0) return;
      const query = new URLSearchParams(this.#topics.map((topic) => ['topics', topic]));
      if (this.#lastEventId !== undefined) query.set('lastEventId', this.#lastEventId);
      this.#listen(new EventSource(`/api/v1/events?${query.toString()}`));
    }, afterMs);
  }

  #listen(source: EventSource): void {
    this.#source = source;
    source.addEventListener('error', () => {
      this.#is(false, []);
      // The browser comes back by itself unless it was refused: signed out, or Redis is away.
      if (source.readyState !== EventSource.CLOSED) return;
      this.#open(retryMs[this.#attempts] ?? 10_000);
      this.#attempts += 1;
    });
    const on = <Data>(name: string, hear: (data: Data) => void): void =>
      source.addEventListener(name, (event) => {
        // The browser has an event `open` of its own, which brings nothing.
        if (source !== this.#source || !(event instanceof MessageEvent)) return;
        this.#lastEventId = event.lastEventId;
        hear(JSON.parse(String(event.data)) as Data);
      });
    on<{ topics: readonly string[] }>('open', ({ topics }) => {
      this.#attempts = 0;
      this.#is(true, topics);
    });
    on<{ topics: readonly string[] }>('reload', ({ topics }) => this.#tell({ say: 'reload', topics }));
    on<{ topic: string; detail: string }>('problem', (data) => this.#tell({ say: 'problem', ...data }));
    for (const kind of new Set(this.#topics.map((topic) => topic.split(':', 1)[0] ?? topic))) {
      on<Changes>(kind, (data) => this.#tell({ say: 'changes', ...data }));
    }
  }

  #is(live: boolean, topics: readonly string[]): void {
    const { state } = this;
    if (live === state.live && topics.join() === state.topics.join()) return;
    this.#state = { say: 'state', live, at: live === state.live ? state.at : Date.now(), topics };
    this.#tell(this.#state);
  }
}

interface Changes {
  readonly topic: string;
  readonly changed: readonly LiveRow[];
  readonly removed: readonly string[];
}
