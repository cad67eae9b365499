import { version } from '@mailyard/service';

export type ProtocolLogKind = 'SmtpReceive' | 'SmtpSend';

export interface EndpointOfLine {
  readonly address: string;
  readonly port: number;
}

/** What the lines of a session have in common. */
export interface LoggedEnds {
  /** `MBX01\Default Frontend MBX01`, or the name of a Send connector. */
  readonly connectorId: string;
  readonly sessionId: string;
  /** `address:port`; empty while connecting. */
  readonly local: string;
  readonly remote: string;
}

/** What happened, as one line of a protocol log tells it. */
export interface LoggedEvent {
  /** `+` connected, `-` disconnected, `>` sent, `<` received, `*` information. */
  readonly event: '+' | '-' | '>' | '<' | '*';
  readonly data: string;
  readonly context?: string | undefined;
}

const kinds = {
  SmtpReceive: { prefix: 'RECV', type: 'SMTP Receive Protocol Log' },
  SmtpSend: { prefix: 'SEND', type: 'SMTP Send Protocol Log' },
} as const;

const fields = [
  'date-time',
  'connector-id',
  'session-id',
  'sequence-number',
  'local-endpoint',
  'remote-endpoint',
  'event',
  'data',
  'context',
];

export function protocolLogPrefix(kind: ProtocolLogKind): string {
  return kinds[kind].prefix;
}

/** As `local` and `remote` have it. */
export function formatEndpoint({ address, port }: EndpointOfLine): string {
  return address.includes(':') ? `[${address}]:${port}` : `${address}:${port}`;
}

export function protocolLogHeader(kind: ProtocolLogKind, now: Date): string {
  return [
    '#Software: Mailyard',
    `#Version: ${version}`,
    `#Log-Type: ${kinds[kind].type}`,
    `#Date: ${now.toISOString()}`,
    `#Fields: ${fields.join(',')}`,
    '',
  ].join('\r\n');
}

/** The columns of a line before and behind its number: the same in all lines of a session. */
export class SessionColumns {
  readonly #before: string;
  readonly #behind: string;

  constructor({ connectorId, sessionId, local, remote }: LoggedEnds) {
    this.#before = `,${csv(connectorId)},${sessionId},`;
    this.#behind = `,${local},${remote},`;
  }

  /** A line of it, with its line break. `sequence` counts from 0 in each session; `time` is as in ISO 8601. */
  line({ event, data, context = '' }: LoggedEvent, sequence: number, time: string): string {
    return `${time}${this.#before}${sequence}${this.#behind}${event},${csv(data)},${csv(context)}\r\n`;
  }
}

// Controls and separators of lines (Unicode's Cc, Zl, Zp).
// oxlint-disable-next-line no-control-regex
const controls = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/;
const everyControl = new RegExp(controls, 'g');
// The same, and what needs quotes.
const special = new RegExp(`${controls.source}|[",]`);

/** RFC 4180 §2. A line break, whatever a reader takes for one, would let a peer forge lines: it is shown as an escape. */
function csv(value: string): string {
  if (!special.test(value)) return value;
  const visible = controls.test(value) ? value.replaceAll(everyControl, escaped) : value;
  return /[",]/.test(visible) ? `"${visible.replaceAll('"', '""')}"` : visible;
}

function escaped(control: string): string {
  return `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
