import type { DnsAnswer, NullMx } from '../resolver.js';

export interface AnswerCacheOptions {
  /** Milliseconds that never go back; performance.now where nothing is said. */
  readonly now?: () => number;
  /** What all answers together may have, about in octets; those that nobody has asked for longest are forgotten first. */
  readonly octetsMax?: number;
}

type Told<Value> = Exclude<DnsAnswer<Value>, { kind: 'failed' }> | NullMx;

interface Entry {
  /** The question says of which type its answers are. */
  readonly answer: Told<unknown>;
  readonly until: number;
  readonly octets: number;
}

// A record that nobody changes for weeks may have been changed by mistake: RFC 1035 §7.3 asks for a limit, RFC 2308 §5
// names three hours for what is not there.
const ttlMax = 86_400;
const negativeTtlMax = 10_800;
const octetsOfAllAnswers = 16 * 1024 * 1024;
/** Of an entry without records: keys, tables, times. */
const octetsOfAnEntry = 200;

/** Answers by question, for their TTL. */
export class AnswerCache {
  readonly #now: () => number;
  readonly #octetsMax: number;
  /** In the order in which they were last asked for. */
  readonly #entries = new Map<string, Entry>();
  readonly #underWay = new Map<string, Promise<unknown>>();
  #octets = 0;

  constructor({ now = () => performance.now(), octetsMax = octetsOfAllAnswers }: AnswerCacheOptions = {}) {
    this.#now = now;
    this.#octetsMax = octetsMax;
  }

  /** The same question always comes with the same sort of answer. */
  async get<Answer extends DnsAnswer<unknown> | NullMx>(
    question: string,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    const known = this.#known(question);
    if (known !== undefined) return known as Answer;
    const underWay = this.#underWay.get(question) ?? this.#ask(question, ask);
    return underWay as Promise<Answer>;
  }

  /** With the time that is left of its TTL. */
  #known(question: string): Told<unknown> | undefined {
    const entry = this.#entries.get(question);
    if (entry === undefined) return undefined;
    this.#forget(question, entry);
    const left = entry.until - this.#now();
    if (left <= 0) return undefined;
    this.#keep(question, entry);
    return { ...entry.answer, ttl: Math.ceil(left / 1000) };
  }

  #ask<Answer extends DnsAnswer<unknown> | NullMx>(
    question: string,
    ask: () => Promise<Answer>,
  ): Promise<Answer> {
    const answer = ask()
      .then((told) => {
        this.#remember(question, told);
        return told;
      })
      .finally(() => this.#underWay.delete(question));
    this.#underWay.set(question, answer);
    return answer;
  }

  #remember(question: string, answer: DnsAnswer<unknown> | NullMx): void {
    if (answer.kind === 'failed') return;
    const ttl = Math.min(answer.ttl, answer.kind === 'found' ? ttlMax : negativeTtlMax);
    if (ttl <= 0) return;
    const octets = octetsOfAnEntry + question.length + octetsOf(answer);
    this.#keep(question, { answer, until: this.#now() + ttl * 1000, octets });
    for (const [oldest, entry] of this.#entries) {
      if (this.#octets <= this.#octetsMax) return;
      this.#forget(oldest, entry);
    }
  }

  #keep(question: string, entry: Entry): void {
    this.#entries.set(question, entry);
    this.#octets += entry.octets;
  }

  #forget(question: string, entry: Entry): void {
    this.#entries.delete(question);
    this.#octets -= entry.octets;
  }
}

function octetsOf(answer: Told<unknown>): number {
  return answer.kind === 'found' ? JSON.stringify(answer.records).length : 0;
}
