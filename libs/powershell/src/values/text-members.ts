import type { Value } from './value.js';

type Members = Readonly<Record<string, (found: Readonly<Record<string, string>>) => Value>>;

/** A sort of value that is a text here and an object of a class in Exchange, whose properties scripts go by. */
interface TextSort {
  readonly pattern: RegExp;
  /** In lower case. */
  readonly members: Members;
}

const group =
  (name: string) =>
  (found: Readonly<Record<string, string>>): Value =>
    found[name] ?? null;

const address = String.raw`(?:\d{1,3}(?:\.\d{1,3}){3}|[\da-f]*:[\da-f:.]*)`;
const rangeFormats = { '-': 'LoHi', '/': 'CIDR' } as const;

const sorts: readonly TextSort[] = [
  // IPBinding: `0.0.0.0:25`, `[::]:25`.
  {
    pattern: /^(?:\[(?<v6>[\da-f:.]+)\]|(?<v4>\d{1,3}(?:\.\d{1,3}){3})):(?<port>\d{1,5})$/i,
    members: {
      address: ({ v4, v6 }) => v4 ?? v6 ?? null,
      port: ({ port }) => Number(port),
      addressfamily: ({ v4 }) => (v4 === undefined ? 'InterNetworkV6' : 'InterNetwork'),
    },
  },
  // IPRange: `192.168.5.1`, `192.168.5.1-192.168.5.20`, `192.168.5.0/24`.
  {
    pattern: new RegExp(
      `^(?<whole>(?<lower>${address})(?:(?<sign>-)(?<upper>${address})|(?<sign>/)(?<bits>\\d{1,3}))?)$`,
      'i',
    ),
    members: {
      expression: group('whole'),
      lowerbound: group('lower'),
      upperbound: ({ lower, sign, upper }) => (sign === '/' ? null : (upper ?? lower ?? null)),
      cidrlength: ({ bits }) => (bits === undefined ? null : Number(bits)),
      rangeformat: ({ sign }) => (sign === '-' || sign === '/' ? rangeFormats[sign] : 'SingleAddress'),
    },
  },
  // AddressSpace: `SMTP:*.contoso.com;1`.
  {
    pattern: /^(?<type>[a-z]\w*):(?<address>[^;]+);(?<cost>\d+)$/i,
    members: {
      type: group('type'),
      address: group('address'),
      domain: group('address'),
      cost: ({ cost }) => Number(cost),
      includesubdomains: ({ address: space }) => space?.startsWith('*.') === true,
    },
  },
  // ProxyAddress: `SMTP:alice@contoso.com`; the primary one has its prefix in capitals.
  {
    pattern: /^(?<whole>(?<prefix>[a-z]\w*):(?<address>.*@.*))$/i,
    members: {
      prefixstring: group('prefix'),
      addressstring: group('address'),
      smtpaddress: ({ prefix, address: own }) => (prefix?.toLowerCase() === 'smtp' ? (own ?? null) : null),
      proxyaddressstring: group('whole'),
      isprimaryaddress: ({ prefix = '' }) => prefix === prefix.toUpperCase(),
    },
  },
  // SmtpAddress: `alice@contoso.com`.
  {
    pattern: /^(?<local>[^@\s:]+)@(?<domain>[^@\s]+)$/,
    members: { local: group('local'), domain: group('domain') },
  },
  // SmtpDomainWithSubdomains: `*.contoso.com`; SmartHost: `relay.contoso.com`.
  {
    pattern: /^(?<whole>(?:\*\.)?(?<domain>[a-z\d_-]+(?:\.[a-z\d_-]+)*\.[a-z][a-z\d-]+))$/i,
    members: {
      address: group('whole'),
      domain: group('domain'),
      includesubdomains: ({ whole }) => whole?.startsWith('*.') === true,
    },
  },
];

/** What Exchange’s value of this text has by that name in lower case; undefined: nothing. */
export function textMember(text: string, name: string): Value | undefined {
  for (const { pattern, members } of sorts) {
    const member = Object.hasOwn(members, name) ? members[name] : undefined;
    const found = member === undefined ? undefined : pattern.exec(text)?.groups;
    if (member !== undefined && found !== undefined) return member(found);
  }
  return undefined;
}
