import { domainKey } from '@mailyard/smtp';

import type { Kind, ObjectProblem } from '../kind.js';
import { identityOf } from '../lookup.js';
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

  *problems({ Default, DomainName }): Iterable<ObjectProblem> {
    if (Default && domainKey(DomainName).startsWith('*.')) {
      yield { path: ['Default'], reason: 'a domain with *. cannot be the default' };
    }
  },

  *problemsOfAll(lookup): Iterable<ObjectProblem> {
    const defaults = [...lookup.all(names)].filter((domain) => domain.Default).length;
    if (defaults !== 1) {
      yield { path: [], reason: `exactly one must have Default: true (${defaults} have)` };
    }
  },
} as const satisfies Kind<AcceptedDomain>;
