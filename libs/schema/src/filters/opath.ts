/**
 * Exchange's filter language, as the cmdlets' -Filter and recipient filters have it:
 * `{FromAddress -like '*@contoso.com' -and (Size -gt 5MB -or Status -eq 'Retry')}`. What a property means, and what it may be
 * compared with, is for whoever asks.
 */
export type OpathExpression =
  | { readonly all: readonly OpathExpression[] }
  | { readonly any: readonly OpathExpression[] }
  | { readonly not: OpathExpression }
  | OpathComparison;

export interface OpathComparison {
  readonly property: string;
  readonly operator: OpathOperator;
  /** null: `$null`, so whether the property has a value at all. */
  readonly value: string | null;
}

const operators = ['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'like', 'notlike', 'contains'] as const;
export type OpathOperator = (typeof operators)[number];

/** A text that is no filter: what was expected, and where. */
export class OpathError extends Error {
  override readonly name = 'OpathError';
}

/** Deeper than any person nests, and far from what a stack holds. */
const depthMax = 50;

/** A filter in OPATH, also in braces as the shell writes it; throws an OpathError that says where it is wrong. */
export function parseOpath(text: string): OpathExpression {
  const trimmed = text.trim();
  const inner = trimmed.startsWith('{') && trimmed.endsWith('}') ? trimmed.slice(1, -1) : trimmed;
  return new Parser(inner).whole();
}

interface Token {
  readonly kind: 'word' | 'text' | 'operator' | 'open' | 'close' | 'end';
  readonly text: string;
}

const tokenPattern =
  /\s*(?:(?<open>\()|(?<close>\))|'(?<single>(?:[^']|'')*)'|"(?<double>(?:[^"]|"")*)"|-(?<operator>[a-z]+)(?![\w.])|(?<word>[^\s()'"]+))/iy;

/** -not binds closer than -and, that closer than -or. */
class Parser {
  readonly #text: string;
  #at = 0;
  #next: Token;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
    this.#next = this.#read();
  }

  whole(): OpathExpression {
    const expression = this.#alternatives();
    if (this.#next.kind !== 'end') throw this.#unexpected('-and or -or');
    return expression;
  }

  #alternatives(): OpathExpression {
    const any = [this.#conjunction()];
    while (this.#takesOperator('or')) any.push(this.#conjunction());
    const [only] = any;
    return any.length === 1 && only !== undefined ? only : { any };
  }

  #conjunction(): OpathExpression {
    const all = [this.#negation()];
    while (this.#takesOperator('and')) all.push(this.#negation());
    const [only] = all;
    return all.length === 1 && only !== undefined ? only : { all };
  }

  #negation(): OpathExpression {
    if (this.#takesOperator('not')) return { not: this.#nested(() => this.#negation()) };
    if (this.#next.kind !== 'open') return this.#comparison();
    this.#take();
    const inside = this.#nested(() => this.#alternatives());
    if (this.#take().kind !== 'close') throw new OpathError('a parenthesis is not closed');
    return inside;
  }

  #nested<T>(read: () => T): T {
    this.#depth += 1;
    if (this.#depth > depthMax) throw new OpathError('the filter is nested too deep');
    const inside = read();
    this.#depth -= 1;
    return inside;
  }

  #comparison(): OpathComparison {
    if (this.#next.kind !== 'word') throw this.#unexpected('a property');
    const property = this.#take().text;
    const named = this.#next;
    const operator = operators.find((each) => each === named.text.toLowerCase());
    if (named.kind !== 'operator' || operator === undefined) {
      throw this.#unexpected(`one of ${operators.map((each) => `-${each}`).join(' ')}`);
    }
    this.#take();
    if (this.#next.kind !== 'word' && this.#next.kind !== 'text') throw this.#unexpected('a value');
    return { property, operator, value: valueOf(this.#take()) };
  }

  #takesOperator(name: string): boolean {
    const isIt = this.#next.kind === 'operator' && this.#next.text.toLowerCase() === name;
    if (isIt) this.#take();
    return isIt;
  }

  #take(): Token {
    const token = this.#next;
    if (token.kind !== 'end') this.#next = this.#read();
    return token;
  }

  #read(): Token {
    if (this.#text.slice(this.#at).trim() === '') return { kind: 'end', text: '' };
    tokenPattern.lastIndex = this.#at;
    const groups = tokenPattern.exec(this.#text)?.groups;
    if (groups === undefined) throw new OpathError(`a quotation mark is not closed: ${this.#rest()}`);
    this.#at = tokenPattern.lastIndex;
    return tokenOf(groups);
  }

  #unexpected(expected: string): OpathError {
    const found = this.#next.kind === 'end' ? 'the end' : this.#next.text;
    return new OpathError(`${expected} is expected in place of ${found}`);
  }

  #rest(): string {
    return this.#text.slice(this.#at).trim().slice(0, 40);
  }
}

function tokenOf(groups: Readonly<Record<string, string | undefined>>): Token {
  const { open, close, single, double, operator, word } = groups;
  if (open !== undefined) return { kind: 'open', text: open };
  if (close !== undefined) return { kind: 'close', text: close };
  if (single !== undefined) return { kind: 'text', text: single.replaceAll("''", "'") };
  if (double !== undefined) return { kind: 'text', text: double.replaceAll('""', '"') };
  if (operator !== undefined) return { kind: 'operator', text: operator };
  return { kind: 'word', text: word ?? '' };
}

function valueOf({ kind, text }: Token): string | null {
  if (kind === 'text') return text;
  const word = text.toLowerCase();
  if (word === '$null') return null;
  return word === '$true' || word === '$false' ? word.slice(1) : text;
}
