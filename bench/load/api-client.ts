import { fork } from 'node:child_process';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

export interface ApiAddress {
  readonly url: string;
  readonly authorization: string;
}

/** What a process of its own is told to ask, and how often. */
export interface AskEvery {
  readonly api: ApiAddress;
  readonly intervalMs: number;
  /** In turn, from the first again after the last. */
  readonly paths: readonly string[];
}

export interface Asked {
  /** Milliseconds of each answer. */
  readonly ms: readonly number[];
  /** What asking took of the processor, altogether: who asks is on the machine that is measured. */
  readonly clientCpuMs: number;
}

/** Asks the API as a page does: over kept connections, and at its own pace, however long answers take. */
export class ApiClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 16 });

  constructor(private readonly api: ApiAddress) {}

  /** Until the signal: the milliseconds of each answer, from the moment at which its request was due. */
  async askEvery(
    intervalMs: number,
    { path, signal }: { readonly path: (turn: number) => string; readonly signal: AbortSignal },
  ): Promise<readonly number[]> {
    // A client that has just started compiles itself, connects and has its password looked at: measured is one that is there.
    for (let turn = 0; turn < 200; turn += 1) await this.ask(path(turn));
    const begun = performance.now();
    const answers: Promise<number>[] = [];
    for (let turn = 0; !signal.aborted; turn += 1) {
      const due = begun + turn * intervalMs;
      const early = due - performance.now();
      if (early > 0) await pause(early);
      const answer = this.ask(path(turn)).then(() => performance.now() - due);
      // Told at the end, by all of them: a rejection that nobody waits for yet would leave the whole stack behind.
      answer.catch(() => undefined);
      answers.push(answer);
    }
    return Promise.all(answers);
  }

  /** The octets of an answer. */
  ask(path: string): Promise<number> {
    const { url, authorization } = this.api;
    return new Promise((resolve, reject) => {
      const asked = request(`${url}/api/v1${path}`, { agent: this.#agent, headers: { authorization } });
      asked.once('error', reject).once('response', (answer) => {
        let octets = 0;
        answer.on('data', (part: Buffer) => (octets += part.length));
        answer.once('error', reject).once('end', () => {
          if (answer.statusCode === 200) resolve(octets);
          else reject(new Error(`${path} was answered ${answer.statusCode}`));
        });
      });
      asked.end();
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

/**
 * The same from a process of its own: beside a load, this one counts large folders, and what is asked would wait for
 * that, not for the API.
 */
export async function askEveryApart(asked: AskEvery, signal: AbortSignal): Promise<Asked> {
  const asker = fork(fileURLToPath(new URL('api-asker.js', import.meta.url)));
  try {
    asker.send(asked);
    const end = (): unknown => asker.send('end');
    signal.addEventListener('abort', end, { once: true });
    const gone = once(asker, 'exit').then(([code]) => {
      throw new Error(`whoever asks the API ended with ${code as number}`);
    });
    const [answers] = (await Promise.race([once(asker, 'message'), gone])) as [Asked];
    gone.catch(() => undefined);
    return answers;
  } finally {
    if (asker.connected) asker.disconnect();
  }
}
