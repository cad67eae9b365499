import { eventually } from '@mailyard/testing';

/** What our events have in common. */
export interface EventData {
  readonly topic: string;
  readonly changed: readonly { readonly key: string; readonly row: unknown }[];
  readonly removed: readonly string[];
}

interface ReadEvent {
  readonly name: string;
  readonly id: string;
  readonly data: EventData;
}

/** Reads a stream of server-sent events. */
export class EventReader {
  readonly type: string;
  readonly #abort: AbortController;
  readonly #events: ReadEvent[] = [];
  #taken = 0;
  #ended = false;

  private constructor(response: Response, abort: AbortController) {
    this.type = response.headers.get('content-type') ?? '';
    this.#abort = abort;
    void this.#read(response);
  }

  static async open(url: string, headers: Readonly<Record<string, string>>): Promise<EventReader> {
    const abort = new AbortController();
    const response = await fetch(url, { headers, signal: abort.signal });
    if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
    return new EventReader(response, abort);
  }

  get lastEventId(): string {
    return this.#events.at(-1)?.id ?? '';
  }

  get names(): readonly string[] {
    return this.#events.map(({ name }) => name);
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** The next event of that name, behind the one that was asked for last. */
  async event(name: string, is: (data: EventData) => boolean = () => true): Promise<EventData> {
    const find = (): number =>
      this.#events.findIndex((event, at) => at >= this.#taken && event.name === name && is(event.data));
    if (!(await eventually(() => Promise.resolve(find() !== -1)))) {
      throw new Error(`no event ${name} among ${JSON.stringify(this.#events)}`);
    }
    const at = find();
    this.#taken = at + 1;
    return (this.#events[at] as ReadEvent).data;
  }

  close(): void {
    this.#abort.abort();
  }

  async #read({ body }: Response): Promise<void> {
    let text = '';
    try {
      for await (const chunk of (body as ReadableStream<Uint8Array>).pipeThrough(new TextDecoderStream())) {
        text += chunk;
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) this.#take(block);
      }
    } catch (error) {
      // A test that has seen enough ends it.
      if (!this.#abort.signal.aborted) throw error;
    } finally {
      this.#ended = true;
    }
  }

  #take(block: string): void {
    const fields = new Map(block.split('\n').map((line) => splitLine(line)));
    const data = fields.get('data');
    if (data === undefined) return;
    this.#events.push({
      name: fields.get('event') ?? '',
      id: fields.get('id') ?? '',
      data: JSON.parse(data) as EventData,
    });
  }
}

function splitLine(line: string): readonly [string, string] {
  const colon = line.indexOf(': ');
  return [line.slice(0, colon), line.slice(colon + 2)];
}
