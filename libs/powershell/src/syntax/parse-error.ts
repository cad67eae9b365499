/** A script that cannot be read: where, and the sentence that PowerShell says of it. */
export class ParseError extends Error {
  override readonly name = 'ParseError';
  readonly line: number;
  readonly column: number;

  constructor(
    message: string,
    readonly text: string,
    readonly offset: number,
  ) {
    super(message);
    const before = text.slice(0, offset).split('\n');
    this.line = before.length;
    this.column = (before.at(-1) ?? '').length + 1;
  }

  /** More input may mend it: a terminal asks for another line. */
  get isIncomplete(): boolean {
    return this.offset >= this.text.trimEnd().length;
  }

  /** The line with a mark below the place, as PowerShell shows it. */
  get excerpt(): string {
    const line = this.text.split('\n')[this.line - 1] ?? '';
    return `At line:${this.line} char:${this.column}\n+ ${line.trimEnd()}\n+ ${' '.repeat(this.column - 1)}~`;
  }
}
