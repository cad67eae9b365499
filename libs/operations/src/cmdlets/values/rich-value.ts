import { formatTimeSpan } from '@mailyard/schema';

/** A value that is more than JSON can say: tables, lists and comparisons with texts see `text`. */
export interface RichValue {
  readonly $type: 'ByteQuantifiedSize' | 'TimeSpan' | 'DateTime' | 'Flags' | 'Bytes';
  readonly text: string;
  readonly value: number | string | readonly string[];
}

const units = ['B', 'KB', 'MB', 'GB', 'TB'] as const;

/** `36 MB (37,748,736 bytes)`, as Exchange prints a size. */
export const sizeValue = remembered((octets) => {
  const power = octets === 0 ? 0 : Math.min(4, Math.floor(Math.log2(octets) / 10));
  const amount = Number((octets / 1024 ** power).toPrecision(4));
  const text = `${amount} ${units[power]} (${grouped(octets)} bytes)`;
  return { $type: 'ByteQuantifiedSize', text, value: octets };
});

/** `37,748,736`. What Intl needs for it takes longer than everything else that a command does at its start. */
function grouped(count: number): string {
  return String(count).replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
}

export const spanValue = remembered((milliseconds) => {
  return { $type: 'TimeSpan', text: formatTimeSpan(milliseconds), value: milliseconds };
});

/** Thousands of objects have the same few sizes and time spans. */
function remembered(make: (value: number) => RichValue): (value: number) => RichValue {
  const known = new Map<number, RichValue>();
  return (value) => {
    const before = known.get(value);
    if (before !== undefined) return before;
    const made = make(value);
    if (known.size < 1_000) known.set(value, made);
    return made;
  };
}

/** `AnonymousUsers, ExchangeServers`: compared as that text. */
export function flagsValue(flags: readonly string[]): RichValue {
  return { $type: 'Flags', text: flags.join(', '), value: flags };
}

/** Base64. */
export function bytesValue(base64: string): RichValue {
  return { $type: 'Bytes', text: `${Buffer.from(base64, 'base64').length} octets`, value: base64 };
}

/** Milliseconds since the epoch. */
export function timeValue(time: number): RichValue {
  const value = new Date(time).toISOString();
  return { $type: 'DateTime', text: value, value };
}

export function timeOrNull(time: number | undefined): RichValue | null {
  return time === undefined || time === 0 ? null : timeValue(time);
}

/** What a cmdlet has told comes back as the value of a parameter. */
export function plainValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value !== 'object' || value === null) return value;
  if ('$type' in value && 'value' in value) return value.value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, plainValue(each)]));
}
