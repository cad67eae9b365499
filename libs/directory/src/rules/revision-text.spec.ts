import { randomUUID } from 'node:crypto';

import { acceptedDomainSchema } from '../kinds/accepted-domains/accepted-domain.js';
import { noObjects } from '../kinds/index.js';
import { describeRevision, type Revision } from './revision-text.js';

const guids = new Map<string, string>();
const domain = (DomainName: string, DomainType = 'Authoritative') => {
  const Guid = guids.get(DomainName) ?? randomUUID();
  guids.set(DomainName, Guid);
  return acceptedDomainSchema.parse({ Guid, Name: DomainName, DomainName, DomainType });
};
const revision = (number: number, ...AcceptedDomains: readonly ReturnType<typeof domain>[]): Revision => ({
  revision: number,
  objects: { ...noObjects, AcceptedDomains },
});

it('a revision is told with what has changed since the one before, by names of objects and parameters', () => {
  const before = revision(1, domain('a.example'), domain('b.example'));
  const now = revision(2, domain('a.example', 'InternalRelay'), domain('c.example'));
  expect(describeRevision(before, now)).toBe(
    'directory revision 2 is in force: AcceptedDomains b.example removed; ' +
      'AcceptedDomains a.example changed (DomainType); AcceptedDomains c.example added',
  );
  expect(describeRevision(undefined, now)).toBe('directory revision 2 is in force');
});

it('of a change of everything the beginning is told', () => {
  const many = Array.from({ length: 50 }, (_, index) => domain(`d${index}.example`));
  expect(describeRevision(revision(1), revision(2, ...many))).toMatch(/d19\.example added; 30 more$/);
});
