import { domainKey } from '@mailyard/smtp';

import type { Destination } from './destination.js';
import type { AddressSpace } from './routed-connector.js';

/**
 * How closely an address space fits what it matches, so that two that match the same destination compare: the exact address
 * before every pattern, a longer pattern before a shorter one, `*` last.
 */
export type Specificity = number;

const everything: Specificity = 0;
const exact: Specificity = Number.MAX_SAFE_INTEGER;

/** As one text, `SMTP:*.contoso.com`, without its cost. */
export function spaceName({ Type, Address }: Pick<AddressSpace, 'Type' | 'Address'>): string {
  return `${Type}:${Address}`;
}

/** Undefined: it does not match. */
export function matchSpace({ Type, Address }: AddressSpace, to: Destination): Specificity | undefined {
  if (Type.toUpperCase() !== to.type) return undefined;
  if (Address === '*') return everything;
  switch (to.type) {
    case 'SMTP':
      return matchDomain(domainKey(Address), to.address);
    case 'X400':
      return matchAttributes(Address, to.address);
    default:
      return matchText(Address.toLowerCase(), to.address.toLowerCase());
  }
}

/** `*.contoso.com` is contoso.com and every domain below it. */
function matchDomain(space: string, domain: string): Specificity | undefined {
  if (space === domain) return exact;
  if (!space.startsWith('*.')) return undefined;
  return `.${domain}`.endsWith(space.slice(1)) ? space.length : undefined;
}

/** X.400 names a place by attributes: whatever the space names, the address must have; others narrow it down. */
function matchAttributes(space: string, address: string): Specificity | undefined {
  const wanted = attributesOf(space);
  const given = attributesOf(address);
  const matches = [...wanted].every(([name, value]) => value === '*' || given.get(name) === value);
  if (!matches) return undefined;
  return wanted.size === given.size ? exact : wanted.size;
}

function attributesOf(text: string): ReadonlyMap<string, string> {
  const pairs = text.toLowerCase().split(/[;/]/).filter(Boolean);
  return new Map(
    pairs.map((pair) => {
      const equals = pair.indexOf('=');
      return [pair.slice(0, Math.max(equals, 0)).trim(), pair.slice(equals + 1).trim()] as const;
    }),
  );
}

/** In other types `*` stands for any text. */
function matchText(space: string, address: string): Specificity | undefined {
  if (space === address) return exact;
  const [first = '', ...others] = space.split('*');
  const last = others.pop();
  if (last === undefined || !address.startsWith(first)) return undefined;
  let at = first.length;
  for (const part of others) {
    const found = address.indexOf(part, at);
    if (found === -1) return undefined;
    at = found + part.length;
  }
  return address.length - last.length >= at && address.endsWith(last)
    ? Math.max(1, space.length - others.length - 1)
    : undefined;
}
