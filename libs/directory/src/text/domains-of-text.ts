import type { OrganizationObjects } from '../kinds/index.js';
import { implied, mergeSection, type Entry } from './section-merge.js';
import type { Written } from './written.js';

interface DomainBasis {
  readonly current: OrganizationObjects;
  readonly newGuid: () => string;
  readonly fqdn: string;
  /** What the text does not name goes. */
  readonly prune?: boolean;
}

/**
 * An organization without any accepted domain gets that of its server; a lone one is the default. A text that makes
 * another one the default need not say which was it before.
 */
export function domainEntries(section: readonly Written[] | undefined, basis: DomainBasis): readonly Entry[] {
  const { current, newGuid, fqdn, prune = false } = basis;
  if (section === undefined) {
    if (current.AcceptedDomains.length > 0) return [];
    const own = fqdn.slice(fqdn.indexOf('.') + 1);
    return [implied({ Guid: newGuid(), Name: own, DomainName: own, Default: true })];
  }
  const entries = mergeSection('AcceptedDomains', section, basis);
  const named = new Set(entries.map(({ object }) => object.Guid));
  const others = prune ? [] : current.AcceptedDomains.filter(({ Guid }) => !named.has(Guid));
  if (entries.length + others.length === 1) return entries.map((entry) => withDefault(entry, true));
  if (!section.some(({ Default }) => Default === true)) return entries;
  return [
    ...others.filter(({ Default }) => Default).map((domain) => implied({ ...domain, Default: false })),
    ...entries.map((entry) => withDefault(entry, false)),
  ];
}

/** Where the text says nothing of it. */
function withDefault(entry: Entry, Default: boolean): Entry {
  const isSaid = entry.said !== undefined && 'Default' in entry.said.written;
  return isSaid ? entry : { ...entry, object: { ...entry.object, Default } };
}
