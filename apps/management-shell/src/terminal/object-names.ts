import { itemsOf, memberOf, textOf, TerminatingError } from '@mailyard/powershell';

import { fromWire } from '../cmdlets/wire.js';
import type { ApiClient } from '../connection/api-client.js';

/** Longer than this nobody waits for a completion. */
const answerMsMax = 2000;
/** Names of so long ago are completed with; meanwhile newer ones are asked for. */
const freshMs = 2000;
/** As many names are offered at most. */
const namesMax = 10_000;

interface Known {
  readonly names: readonly string[];
  readonly askedAt: number;
}

/** Names of objects, as Get-NOUN tells them. They are asked for before Tab needs them, and again when they grow old. */
export class ObjectNames {
  private readonly known = new Map<string, Known>();
  private readonly asked = new Map<string, Promise<readonly string[]>>();
  /** How often something may have changed. */
  private changes = 0;

  constructor(private readonly client: Pick<ApiClient, 'run'>) {}

  /** What is known at once; what nobody asked for yet is waited for. */
  async of(noun: string): Promise<readonly string[]> {
    const known = this.known.get(noun);
    const newer = this.refreshed(noun);
    return known?.names ?? (await newer);
  }

  /** They will be needed. */
  prefetch(noun: string): void {
    void this.refreshed(noun);
  }

  /** A command has run: what it changed is asked for anew. */
  forget(): void {
    const nouns = [...this.known.keys()];
    this.known.clear();
    this.asked.clear();
    this.changes += 1;
    for (const noun of nouns) this.prefetch(noun);
  }

  private refreshed(noun: string): Promise<readonly string[]> {
    const known = this.known.get(noun);
    if (known !== undefined && Date.now() - known.askedAt < freshMs) return Promise.resolve(known.names);
    const asked = this.asked.get(noun) ?? this.ask(noun);
    this.asked.set(noun, asked);
    return asked;
  }

  private async ask(noun: string): Promise<readonly string[]> {
    const [askedAt, { changes }] = [Date.now(), this];
    try {
      const names = await this.told(noun);
      if (changes === this.changes) this.known.set(noun, { names, askedAt });
      return names;
    } catch (error) {
      // An object that cannot be asked for now completes nothing; the command will say why.
      const isExpected =
        error instanceof TerminatingError || (error instanceof Error && /Abort|Timeout/.test(error.name));
      if (isExpected) return [];
      throw error;
    } finally {
      if (changes === this.changes) this.asked.delete(noun);
    }
  }

  private async told(noun: string): Promise<readonly string[]> {
    const call = { parameters: {}, properties: ['Identity', 'Name'] };
    const { output } = await this.client.run(`Get-${noun}`, call, AbortSignal.timeout(answerMsMax));
    return output.slice(0, namesMax).flatMap((object) => {
      const value = fromWire(object);
      return itemsOf(memberOf(value, 'Identity') ?? memberOf(value, 'Name')).map(textOf);
    });
  }
}
