import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

export interface ApiAddress {
  readonly url: string;
  readonly authorization: string;
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
