import { domainKey } from '@mailyard/smtp';

import type { Kind, ObjectProblem } from '../kind.js';
import { identityOf, type Lookup } from '../lookup.js';
import { isRecipient, referencesToRecipient } from '../recipients/recipient-references.js';
import { isOfEdge } from '../servers/server.js';
import { acceptedDomainSchema, type AcceptedDomain } from './accepted-domain.js';
import { domainIdentities, domainNames, nameOrDomainKey } from './domain-indexes.js';
import { domainText } from './domain-text.js';

// Most bear the name of their domain, which has two forms.
const names = identityOf<AcceptedDomain>('names of accepted domains', ['Name'], nameOrDomainKey);

export const acceptedDomains = {
  noun: 'AcceptedDomain',
  schema: acceptedDomainSchema,
  identity: names,
  indexes: [names, domainNames, domainIdentities],
  text: domainText,

  references: ({ CatchAllRecipient: name }: AcceptedDomain) =>
    name === undefined ? [] : referencesToRecipient(name),

  *problems(domain, lookup): Iterable<ObjectProblem> {
    if (domain.Default && domainKey(domain.DomainName).startsWith('*.')) {
      yield { path: ['Default'], reason: 'a domain with *. cannot be the default' };
    }
    yield* catchAllProblems(domain, lookup);
  },

  *problemsOfAll(lookup): Iterable<ObjectProblem> {
    const all = [...lookup.all(names)];
    // A new Edge accepts mail for no domain at all.
    if (all.length === 0 && isOfEdge(lookup)) return;
    const defaults = all.filter((domain) => domain.Default).length;
    if (defaults !== 1) {
      yield { path: [], reason: `exactly one must have Default: true (${defaults} have)` };
    }
  },
} as const satisfies Kind<AcceptedDomain>;

function* catchAllProblems(
  { CatchAllRecipient, DomainType }: AcceptedDomain,
  lookup: Lookup,
): Iterable<ObjectProblem> {
  if (CatchAllRecipient === undefined) return;
  const path = ['CatchAllRecipient'];
  // Elsewhere what nobody here has is somebody's in another mail system.
  if (DomainType !== 'Authoritative') yield { path, reason: 'needs DomainType Authoritative' };
  if (isRecipient(CatchAllRecipient, lookup)) return;
  yield { path, reason: `no recipient ${CatchAllRecipient}` };
}
