import type { SearchEntry } from 'ldapts';

/** An entry as a server gave it. */
export interface LdapEntry {
  readonly dn: string;
  /** Values in octets, by the name of the attribute in small letters, with its options. */
  readonly values: ReadonlyMap<string, readonly Buffer[]>;
}

export function entryOf({ name, attributes }: Pick<SearchEntry, 'name' | 'attributes'>): LdapEntry {
  return {
    dn: name,
    values: new Map(attributes.map(({ type, parsedBuffers }) => [type.toLowerCase(), parsedBuffers])),
  };
}

export function octetsOf({ values }: LdapEntry, name: string): Buffer | undefined {
  return values.get(name.toLowerCase())?.[0];
}

/** Without those that are empty. */
export function textsOf({ values }: LdapEntry, name: string): readonly string[] {
  const texts = (values.get(name.toLowerCase()) ?? []).map((value) => value.toString('utf8').trim());
  return texts.filter((text) => text !== '');
}

export function textOf(entry: LdapEntry, name: string): string | undefined {
  return textsOf(entry, name)[0];
}

/** A whole number that is not negative; others are as good as none. */
export function numberOf(entry: LdapEntry, name: string): number | undefined {
  const text = textOf(entry, name);
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Boolean of RFC 4517 §3.3.3. */
export function isTrue(entry: LdapEntry, name: string): boolean {
  return textOf(entry, name)?.toUpperCase() === 'TRUE';
}

/** The name of an attribute whose values come in parts: `member;range=0-1499`. The last part ends with `*`. */
const range = /^(?<name>[\w-]+);range=(?<from>\d+)-(?<to>\d+|\*)$/;

export interface ValueRange {
  readonly name: string;
  /** Where the next part begins; undefined: it was the last one. */
  readonly next: number | undefined;
}

/** Active Directory gives 1500 values of an attribute at a time. */
export function valueRangeOf(attribute: string): ValueRange | undefined {
  const { name, to } = range.exec(attribute)?.groups ?? {};
  if (name === undefined) return undefined;
  return { name, next: to === '*' ? undefined : Number(to) + 1 };
}
