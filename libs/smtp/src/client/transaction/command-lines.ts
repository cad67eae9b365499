/** Commands as they go out, each a line of its own. */
export class CommandLines {
  readonly wire: string;

  constructor(readonly lines: readonly string[]) {
    for (const line of lines) {
      // An address with CRLF in it must never become a second command, wherever it slipped through.
      if (hasControl(line)) throw new TypeError(`control character in command ${JSON.stringify(line)}`);
    }
    this.wire = `${lines.join('\r\n')}\r\n`;
  }

  /** A line of which the protocol log shows something else. */
  static masked(line: string, shown: string): CommandLines {
    const { wire } = new CommandLines([line]);
    return Object.assign(new CommandLines([shown]), { wire });
  }
}

function hasControl(line: string): boolean {
  for (let index = 0; index < line.length; index += 1) {
    const unit = line.charCodeAt(index);
    if (unit < 0x20 || unit === 0x7f) return true;
  }
  return false;
}
