/** Colours, where there is a terminal that shows them. */
export class Style {
  constructor(private readonly isColored: boolean) {}

  error(text: string): string {
    return this.colored(text, '31;1');
  }

  note(text: string): string {
    return this.colored(text, '33;1');
  }

  /** As Write-Host names them. */
  named(name: string | undefined, text: string): string {
    const code = name === undefined ? undefined : codes[name.toLowerCase()];
    return code === undefined ? text : this.colored(text, code);
  }

  /** A line of output: heads of tables and names of lists stand out. */
  line(line: string, next: string): string {
    if (isRule(line) || isRule(next)) return this.colored(line, '32;1');
    const label = /^[\p{L}\p{N}_.]+ *(?= : | :$)/u.exec(line)?.[0];
    return label === undefined ? line : this.colored(label, '32;1') + line.slice(label.length);
  }

  private colored(text: string, code: string): string {
    return this.isColored && text !== '' ? `\x1b[${code}m${text}\x1b[0m` : text;
  }
}

/** The dashes below the names of columns. */
function isRule(line: string): boolean {
  return /^ *-+(?: +-+)*$/.test(line);
}

const names = 'black darkred darkgreen darkyellow darkblue darkmagenta darkcyan gray'.split(' ');
const bright = 'darkgray red green yellow blue magenta cyan white'.split(' ');
const codes: Readonly<Record<string, string>> = Object.fromEntries([
  ...names.map((name, i) => [name, String(30 + i)]),
  ...bright.map((name, i) => [name, String(90 + i)]),
]);
