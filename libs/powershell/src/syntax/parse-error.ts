import { excerpt, lineAndColumn } from './excerpt.js';

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
    const { line, column } = lineAndColumn(this);
    this.line = line;
    this.column = column;
  }

  /** More input may mend it: a terminal asks for another line. */
  get isIncomplete(): boolean {
    return this.offset >= this.text.trimEnd().length;
  }

  /** The line with a mark below the place, as PowerShell shows it. */
  get excerpt(): string {
    return excerpt(this);
  }
}
