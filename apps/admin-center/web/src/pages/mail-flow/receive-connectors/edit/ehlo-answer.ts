import { listOf, type FormValues } from '../../../../ui/index.js';

/** Keywords in the order in which the server tells them, each with the switch that decides about it. */
const keywords = [
  ['PipeliningEnabled', 'PIPELINING'],
  ['DeliveryStatusNotificationEnabled', 'DSN'],
  ['EnhancedStatusCodesEnabled', 'ENHANCEDSTATUSCODES'],
  ['STARTTLS', 'STARTTLS'],
  ['AUTH', 'AUTH'],
  ['EightBitMimeEnabled', '8BITMIME'],
  ['BinaryMimeEnabled', 'BINARYMIME'],
  ['ChunkingEnabled', 'CHUNKING'],
  ['SmtpUtf8Enabled', 'SMTPUTF8'],
  ['OrarEnabled', 'XORAR'],
  ['LongAddressesEnabled', 'XLONGADDR'],
] as const;

export const esmtpSwitches = keywords.filter(([name]) => name.endsWith('Enabled'));

/** What a client without TLS would hear of EHLO (RFC 5321 §4.1.1.1), of what is chosen in the form. */
export function ehloAnswer(values: FormValues): readonly string[] {
  const told = keywords.flatMap(([name, keyword]) => {
    if (name === 'STARTTLS') return listOf(values['AuthMechanism']).includes('Tls') ? [keyword] : [];
    if (name === 'AUTH') return loginLine(listOf(values['AuthMechanism']));
    return values[name] === true ? [keyword] : [];
  });
  const lines = [`${String(values['Fqdn'])} Hello [192.0.2.1]`, ...sizeLine(values), ...told];
  return lines.map((line, at) => `250${at === lines.length - 1 ? ' ' : '-'}${line}`);
}

function sizeLine({ SizeEnabled, MaxMessageSize }: FormValues): readonly string[] {
  if (SizeEnabled === 'Disabled') return [];
  const octets = Number(MaxMessageSize) * 1024 ** 2;
  return SizeEnabled === 'Enabled' && Number.isFinite(octets) ? [`SIZE ${octets}`] : ['SIZE'];
}

function loginLine(mechanisms: readonly string[]): readonly string[] {
  const login = mechanisms.includes('BasicAuth') && !mechanisms.includes('BasicAuthRequireTLS');
  const words = [...(mechanisms.includes('Integrated') ? ['NTLM'] : []), ...(login ? ['LOGIN'] : [])];
  return words.length === 0 ? [] : [`AUTH ${words.join(' ')}`];
}
