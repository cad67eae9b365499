export type Word = string | number | Buffer;

/** What one run of the transaction script carries out, step by step; `length` is where the next step's reply will be. */
export class ScriptSteps {
  readonly keys: string[] = [];
  readonly words: Word[] = [];
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** A part of the script; `words` begin with its keys. */
  part(name: string, keyCount: number, words: readonly Word[]): void {
    this.words.push(name, keyCount, words.length - keyCount);
    for (const key of words.slice(0, keyCount)) this.keys.push(String(key));
    for (const word of words.slice(keyCount)) this.words.push(word);
    this.#length += 1;
  }

  /** A command of Redis's own. */
  command(name: string, key: string, ...words: readonly Word[]): void {
    this.keys.push(key);
    this.words.push(commandPart, 1, words.length + 1, name, ...words);
    this.#length += 1;
  }
}

export const commandPart = 'command';
