/** A service's log line (JSON) as a person reads it; any other line as it is. */
export function readableLine(name: string, line: string): string {
  const entry = logEntry(line);
  if (entry === undefined) return `${name.padEnd(nameWidth)} ${line}`;
  const {
    level,
    time,
    msg,
    err,
    pid: _pid,
    hostname: _hostname,
    service: _service,
    name: _name,
    ...rest
  } = entry;
  const parts = [
    clock(time),
    name.padEnd(nameWidth),
    levelName(level).padEnd(5),
    ...(typeof msg === 'string' ? [msg] : []),
    ...Object.entries(rest).map(([key, value]) => `${key}=${shown(value)}`),
    ...(err === undefined ? [] : [`(${errorMessage(err)})`]),
  ];
  return parts.join(' ');
}

/** What a line of output says about a failure: the message of a log entry, or the line itself. */
export function failureMessage(line: string): string | undefined {
  const entry = logEntry(line);
  if (entry === undefined) return line.trim() === '' ? undefined : line;
  if (!['error', 'fatal'].includes(levelName(entry['level']))) return undefined;
  const cause = entry['err'] === undefined ? '' : errorMessage(entry['err']);
  const msg = typeof entry['msg'] === 'string' ? entry['msg'] : '';
  return cause === '' || msg.includes(cause) ? msg : `${msg}: ${cause}`;
}

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

function clock(time: unknown): string {
  const date = typeof time === 'number' || typeof time === 'string' ? new Date(time) : undefined;
  if (date === undefined || Number.isNaN(date.getTime())) return '--:--:--';
  return date.toTimeString().slice(0, 8);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function errorMessage(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  return 'message' in error ? String(error.message) : JSON.stringify(error);
}
