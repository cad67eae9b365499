import { nameKey } from '@mailyard/schema';
import { domainKey } from '@mailyard/smtp';

import type { Index, KeptObject, Lookup, Reference } from '../lookup.js';
import type { AcceptedDomain } from './accepted-domain.js';

export const nameOrDomainKey = (name: string): string => domainKey(nameKey(name));

export const domainNames: Index<AcceptedDomain> = {
  name: 'accepted domains',
  texts: ({ DomainName, MatchSubDomains }) =>
    MatchSubDomains && !DomainName.startsWith('*.') ? [DomainName, `*.${DomainName}`] : [DomainName],
  key: domainKey,
  taken: ({ DomainName }, text) => (text === DomainName ? 'DomainName' : 'MatchSubDomains'),
};

/** Name, DomainName and Guid, as a connector's DefaultDomain refers to an accepted domain. */
export const domainIdentities: Index<AcceptedDomain> = {
  name: 'names, domains and Guids of accepted domains',
  texts: ({ Name, DomainName, Guid }) => [Name, DomainName, Guid],
  key: nameOrDomainKey,
};

/** The accepted domains that a domain may belong to: of its own name, and of each `*.` above it. */
export function coveringDomains(domain: string): readonly string[] {
  const name = domainKey(domain);
  const covering = [name];
  for (let dot = name.indexOf('.'); dot !== -1; dot = name.indexOf('.', dot + 1)) {
    covering.push(`*${name.slice(dot)}`);
  }
  return covering;
}

export function isAccepted(domain: string, lookup: Lookup): boolean {
  return coveringDomains(domain).some((name) => lookup.has(domainNames, name));
}

export function referencesToDomain(domain: string): readonly Reference[] {
  return coveringDomains(domain).map((text) => ({ index: domainNames, text }));
}

interface KeyedObjects {
  firstAt<T extends KeptObject>(index: Index<T>, key: string): T | undefined;
}

/** The object for a domain: of its own name first, then of the nearest `*.` above it. */
export function nearestOf<T extends KeptObject>(
  domain: string,
  index: Index<T>,
  objects: KeyedObjects,
): T | undefined {
  const name = domainKey(domain);
  let found = objects.firstAt(index, name);
  for (let dot = name.indexOf('.'); found === undefined && dot !== -1; dot = name.indexOf('.', dot + 1)) {
    found = objects.firstAt(index, `*${name.slice(dot)}`);
  }
  return found;
}
