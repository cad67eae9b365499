import { version } from '@mailyard/service';

export type ProtocolLogKind = 'SmtpReceive' | 'SmtpSend';

export interface EndpointOfLine {
  readonly address: string;
  readonly port: number;
}

/** One line of a protocol log; the fields of Exchange's, in its order. */
export interface ProtocolLogEntry {
  /** `MBX01\Default Frontend MBX01`, or the name of a Send connector. */
  readonly connectorId: string;
  readonly sessionId: string;
  /** From 0 in each session. */
  readonly sequence: number;
  /** `address:port`; empty while connecting. */
  readonly local: string;
  readonly remote: string;
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

export function protocolLogLine(entry: ProtocolLogEntry, now: Date): string {
  const { connectorId, sessionId, sequence, local, remote, event, data, context = '' } = entry;
  const session = `${csv(connectorId)},${sessionId},${sequence},${local},${remote}`;
  return `${now.toISOString()},${session},${event},${csv(data)},${csv(context)}\r\n`;
}

// Controls and separators of lines (Unicode's Cc, Zl, Zp), and what needs quotes.
// oxlint-disable-next-line no-control-regex
const special = /[\u0000-\u001f\u007f-\u009f\u2028\u2029",]/;

/** RFC 4180 §2. A line break, whatever a reader takes for one, would let a peer forge lines: it is shown as an escape. */
function csv(value: string): string {
  if (!special.test(value)) return value;
  const visible = value.replace(
    /[\p{Cc}\p{Zl}\p{Zp}]/gu,
    (control) => `\\x${control.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
  return /[",]/.test(visible) ? `"${visible.replaceAll('"', '""')}"` : visible;
}
