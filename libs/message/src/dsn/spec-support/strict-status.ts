/** A delivery status in the grammar of RFC 3464 §2, taken literally: whatever it does not allow is an error. */
export interface StrictStatus {
  readonly message: ReadonlyMap<string, string>;
  readonly recipients: readonly ReadonlyMap<string, string>[];
}

interface Grammar {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly values: Readonly<Record<string, RegExp>>;
}

const label = String.raw`[A-Za-z0-9](?:[A-Za-z0-9_-]*[A-Za-z0-9])?`;
const literal = String.raw`\[(?:\d{1,3}(?:\.\d{1,3}){3}|IPv6:[0-9A-Fa-f:.]+)\]`;
const host = String.raw`(?:${label}(?:\.${label})*|${literal})`;
const mta = new RegExp(String.raw`^dns; ?${host}(?: \([0-9A-Fa-f:.]+\))?$`);
const days = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const months = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)';
const date = new RegExp(String.raw`^${days}, \d{1,2} ${months} \d{4} \d\d:\d\d:\d\d [+-]\d{4}$`);
const atext = String.raw`[\w!#$%&'*+/=?^\x60{|}~.-]`;
const asciiAddress = String.raw`rfc822; ?(?:${atext}+|"[^"\r\n]+")@${host}`;
// RFC 6533 §3: utf-8-addr-xtext.
const escapedAddress = String.raw`utf-8; ?(?:[!-*,-<>-\[\]-~]|\\x\{[0-9A-F]{2,6}\})+`;
const utf8Address = String.raw`utf-8; ?[!-~\u{80}-\u{10FFFF}]+@[!-~\u{80}-\u{10FFFF}]+`;

const messageFields: Grammar = {
  required: ['reporting-mta'],
  optional: ['original-envelope-id', 'dsn-gateway', 'received-from-mta', 'arrival-date'],
  values: {
    'reporting-mta': mta,
    'received-from-mta': mta,
    'arrival-date': date,
    'original-envelope-id': /^[ -~]+$/,
  },
};

function recipientFields(address: RegExp): Grammar {
  return {
    required: ['final-recipient', 'action', 'status'],
    optional: [
      'original-recipient',
      'remote-mta',
      'diagnostic-code',
      'last-attempt-date',
      'final-log-id',
      'will-retry-until',
    ],
    values: {
      'final-recipient': address,
      'original-recipient': address,
      action: /^(?:failed|delayed|delivered|relayed|expanded)$/,
      status: /^[245]\.\d{1,3}\.\d{1,3}$/,
      'remote-mta': mta,
      'diagnostic-code': /^[A-Za-z0-9-]+; ?.+$/,
      'last-attempt-date': date,
      'will-retry-until': date,
    },
  };
}

/** `international`: of message/global-delivery-status. */
export function strictStatus(
  body: Buffer,
  { international }: { readonly international: boolean },
): StrictStatus {
  const text = new TextDecoder('utf-8', { fatal: true }).decode(body);
  if (/(?:^|[^\r])\n|\r(?!\n)/.test(text)) throw new Error('a line does not end with CRLF');
  if (text.split('\r\n').some((line) => Buffer.byteLength(line) > 998)) throw new Error('a line is too long');
  if (!international && !/^[\t\r\n -~]*$/.test(text)) throw new Error('it is not ASCII');
  const groups = text.replace(/\r\n$/, '').split('\r\n\r\n');
  const address = international
    ? new RegExp(`^(?:${asciiAddress}|${utf8Address})$`, 'u')
    : new RegExp(`^(?:${asciiAddress}|${escapedAddress})$`, 'u');
  const [message, ...recipients] = groups.map((group, index) =>
    strictFields(group, index === 0 ? messageFields : recipientFields(address)),
  );
  if (message === undefined || recipients.length === 0) throw new Error('there is no recipient');
  recipients.forEach(assertSense);
  return { message, recipients };
}

function strictFields(group: string, grammar: Grammar): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.replaceAll(/\r\n(?=[ \t])/g, '').split('\r\n')) {
    const [name, value] = strictField(line, grammar);
    if (fields.has(name)) throw new Error(`twice: ${line}`);
    fields.set(name, value);
  }
  const missing = grammar.required.filter((name) => !fields.has(name));
  if (missing.length > 0) throw new Error(`${missing.join()} is missing in ${group}`);
  return fields;
}

function strictField(line: string, { required, optional, values }: Grammar): readonly [string, string] {
  const [, name = '', value = ''] = /^([!-9;-~]+): ?(.*)$/u.exec(line) ?? [];
  const key = name.toLowerCase();
  const isKnown = [...required, ...optional].includes(key) || key.startsWith('x-');
  if (!isKnown) throw new Error(`no field: ${line}`);
  if (values[key]?.test(value) === false) throw new Error(`not what the field has: ${line}`);
  return [key, value];
}

/** §2.3.3, §2.3.4, §2.3.9: what fields say of each other. */
function assertSense(fields: ReadonlyMap<string, string>): void {
  const action = fields.get('action') ?? '';
  const classes = { failed: '45', delayed: '4' }[action] ?? '2';
  if (!classes.includes(fields.get('status')?.[0] ?? '?')) throw new Error(`${action} with another class`);
  if (fields.has('will-retry-until') && action !== 'delayed') throw new Error('no retry is to come');
}
