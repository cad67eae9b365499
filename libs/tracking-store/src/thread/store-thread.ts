import { Worker } from 'node:worker_threads';

import { TrackingQueryError } from '../search/tracking-query.js';
import {
  storeMethods,
  type StoreAnswer,
  type StoreCalls,
  type StoreMethod,
  type StorePlace,
  type StoreRequest,
} from './store-calls.js';

type Result<M extends StoreMethod> = Awaited<ReturnType<StoreCalls[M]>>;

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** What was compiled, whatever this file runs as. */
const program = new URL('../../dist/thread/store-worker.js', import.meta.url);

export interface ThreadedStore extends StoreCalls {
  close(): Promise<void>;
}

/** A store in a thread of its own, which is started when it is first needed, and anew when it has died. */
export function storeInThread(place: StorePlace): ThreadedStore {
  const thread = new StoreThread(place);
  const calls = storeMethods.map((method) => [
    method,
    (...args: Parameters<StoreCalls[typeof method]>) => thread.call(method, ...args),
  ]);
  return { ...(Object.fromEntries(calls) as StoreCalls), close: () => thread.close() };
}

class StoreThread {
  readonly #place: StorePlace;
  readonly #waiting = new Map<number, Waiting>();
  #worker: Worker | undefined;
  #lastId = 0;

  constructor(place: StorePlace) {
    this.#place = place;
  }

  call<M extends StoreMethod>(method: M, ...args: Parameters<StoreCalls[M]>): Promise<Result<M>> {
    const request: StoreRequest = { id: (this.#lastId += 1), method, args };
    this.#worker ??= this.#start();
    const worker = this.#worker;
    return new Promise((resolve, reject) => {
      this.#waiting.set(request.id, { resolve: resolve as (value: unknown) => void, reject });
      worker.postMessage(request);
    });
  }

  /** What is under way ends before. */
  async close(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.postMessage('close');
    await ended;
  }

  #start(): Worker {
    const worker = new Worker(program, { workerData: this.#place });
    worker.on('message', (answer: StoreAnswer) => this.#settle(answer));
    // `exit` comes after it and says no reason.
    worker.on('error', (error) => this.#end(worker, error));
    worker.on('exit', () => this.#end(worker, new Error('the thread of the tracking store has ended')));
    return worker;
  }

  #settle(answer: StoreAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('value' in answer) waiting?.resolve(answer.value);
    else waiting?.reject(errorOf(answer.failed));
  }

  #end(worker: Worker, error: Error): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

function errorOf({ name, message }: { readonly name: string; readonly message: string }): Error {
  return name === 'TrackingQueryError' ? new TrackingQueryError(message) : new Error(message);
}
