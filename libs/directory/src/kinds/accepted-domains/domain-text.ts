import type { Entry, TextForm } from '../text-form.js';
import type { AcceptedDomain } from './accepted-domain.js';

export const domainText: TextForm<AcceptedDomain> = {
  introduction:
    'Default: the domain of MAILYARD_FQDN; of an Edge none. A lone domain is the default one; one that is given `Default: true` takes it from the other.',

  /**
   * An organization without any accepted domain gets that of its server, an Edge none; a lone one is the default. A text that makes
   * another one the default need not say which was it before.
   */
  section({ written, objects, fqdn, serverRole, prune, merge, implied, unnamed }) {
    if (written === undefined) {
      const own = fqdn.slice(fqdn.indexOf('.') + 1);
      const made = implied({ Name: own, DomainName: own, Default: true });
      return { entries: objects.length > 0 || serverRole === 'Edge' ? [] : [made], unmentioned: [] };
    }
    const entries = merge(written);
    const unmentioned = unnamed(entries);
    const others = prune ? [] : unmentioned;
    if (entries.length + others.length === 1) {
      return { entries: entries.map((entry) => withDefault(entry, true)), unmentioned };
    }
    if (!written.some(({ Default }) => Default === true)) return { entries, unmentioned };
    const former = others.filter(({ Default }) => Default);
    return {
      entries: [
        ...former.map((domain) => implied({ ...domain, Default: false })),
        ...entries.map((entry) => withDefault(entry, false)),
      ],
      unmentioned,
    };
  },
};

/** Where the text says nothing of it. */
function withDefault(entry: Entry, Default: boolean): Entry {
  const isSaid = entry.said !== undefined && 'Default' in entry.said.written;
  return isSaid ? entry : { ...entry, object: { ...entry.object, Default } };
}
