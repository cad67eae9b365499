/** A service's log line (JSON) as a person reads it; any other line as it is. */
export function readableLine(name: string, line: string): string {
  const entry = logEntry(line);
  return visible(entry === undefined ? `${name.padEnd(nameWidth)} ${line}` : entryLine(name, entry));
}

function entryLine(name: string, entry: Readonly<Record<string, unknown>>): string {
  const { level, time, msg, ...rest } = entry;
  const cause = causeOf(entry);
  const parts = [
    clock(time),
    name.padEnd(nameWidth),
    levelName(level).padEnd(5),
    ...(typeof msg === 'string' ? [msg] : []),
    ...Object.entries(rest).flatMap(([key, value]) => (hidden.has(key) ? [] : [`${key}=${shown(value)}`])),
    ...(cause === '' || cause === msg ? [] : [`(${cause})`]),
  ];
  return parts.join(' ');
}

/** What a line of output says about a failure: the message of a log entry, or the line itself. */
export function failureMessage(line: string): string | undefined {
  const entry = logEntry(line);
  if (entry === undefined) return line.trim() === '' ? undefined : line;
  if (!['error', 'fatal'].includes(levelName(entry['level']))) return undefined;
  const cause = causeOf(entry);
  const msg = typeof entry['msg'] === 'string' ? entry['msg'] : '';
  return cause === '' || msg.includes(cause) ? msg : `${msg}: ${cause}`;
}

/** Told by the prefix already, or shown as the cause. */
const hidden: ReadonlySet<string> = new Set(['pid', 'hostname', 'service', 'name', 'error', 'err', 'stack']);
const nameWidth = 'front-end-transport'.length;
const levelNames: Readonly<Record<number, string>> = {
  10: 'trace',
  20: 'debug',
  30: 'info',
  40: 'warn',
  50: 'error',
  60: 'fatal',
};

function logEntry(line: string): Record<string, unknown> | undefined {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    return undefined; // Not a log entry: shown as it is.
  }
}

function levelName(level: unknown): string {
  if (typeof level === 'number') return levelNames[level] ?? String(level);
  return typeof level === 'string' ? level : '';
}

/** What clients send is in log entries: it must neither command the terminal nor begin a line of its own. */
function visible(text: string): string {
  return text.replaceAll(
    /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu,
    (char) => `\\u{${char.codePointAt(0)?.toString(16) ?? ''}}`,
  );
}

function clock(time: unknown): string {
  const date = typeof time === 'number' || typeof time === 'string' ? new Date(time) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) return '--:--:--';
  return date.toTimeString().slice(0, 8);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** The message of the error that came with an entry, or nothing. */
function causeOf({ error, err }: Record<string, unknown>): string {
  const cause = error ?? err;
  if (cause === undefined) return '';
  if (typeof cause === 'object' && cause !== null && 'message' in cause) return String(cause.message);
  return JSON.stringify(cause);
}
