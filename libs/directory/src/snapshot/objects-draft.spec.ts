import { domainIdentities } from '../kinds/accepted-domains/domain-indexes.js';
import { kinds, objectKinds, type OrganizationObjects } from '../kinds/index.js';
import { mailboxSchema } from '../kinds/mailboxes/mailbox.js';
import { changedObjects } from '../rules/directory-change.js';
import { exampleObjects, newGuid } from '../spec-support/example-organization.js';
import type { IndexedObjects } from './indexed-objects.js';
import { referencesTo, textsOf } from './object-keys.js';
import { listOf } from './object-lookup.js';
import { indexedObjects, ObjectsDraft } from './objects-draft.js';

/** Everything that can be found, and by what. */
function contents(objects: IndexedObjects): ReadonlyMap<string, ReadonlySet<unknown>> {
  const found = new Map<string, ReadonlySet<unknown>>();
  for (const kind of objectKinds) {
    for (const object of objects.lists[kind]) {
      found.set(`${kind} ${object.Guid}`, new Set([objects.get(kind, object.Guid)]));
      const references = [...(kinds[kind].references?.(object) ?? [])].map(
        ({ index, text }) => [referencesTo(index.name), index.key(text)] as const,
      );
      const texts = textsOf({ kind, object }).map(
        ({ index, text }) => [index.name, index.key(text)] as const,
      );
      for (const [map, key] of [...texts, ...references]) {
        found.set(`${map} ${key}`, new Set(listOf(objects.at(map, key))));
      }
    }
  }
  return found;
}

const mailbox = (index: number, Guid = newGuid()) =>
  mailboxSchema.parse({
    Guid,
    Name: `user ${index}`,
    Alias: `alias${index}`,
    PrimarySmtpAddress: `user${index}@contoso.com`,
    EmailAddresses: [`other${index % 7}-${index}@sales.contoso.com`],
    Database: `DB0${index % 3}`,
  });

it('after hundreds of changes finds what an index that is made anew finds', () => {
  let objects = indexedObjects(exampleObjects());
  const before = contents(objects);
  const first = objects;
  for (let step = 0; step < 600; step += 1) {
    const draft = new ObjectsDraft(objects);
    const { Mailboxes } = objects.lists;
    const victim = Mailboxes[(step * 7919) % Mailboxes.length];
    if (step % 3 !== 0 && victim !== undefined && Mailboxes.length > 3) {
      draft.remove('Mailboxes', victim.Guid);
      if (step % 3 === 1) draft.add('Mailboxes', mailbox(1000 + step, victim.Guid));
    } else {
      draft.add('Mailboxes', mailbox(step));
      draft.add('Mailboxes', mailbox(2000 + step));
    }
    objects = draft.done();
  }
  expect(objects.lists.Mailboxes.length).toBeGreaterThan(100);
  expect(contents(objects)).toEqual(contents(indexedObjects(objects.lists)));
  const names = objects.lists.Mailboxes.map(({ Name }) => Name);
  expect(names).toEqual(names.toSorted((a, b) => a.localeCompare(b, 'en')));
  expect(contents(first)).toEqual(before);
});

it('names who refers to an object that becomes another, and not who was written with it', () => {
  const objects = indexedObjects(exampleObjects());
  const bob = objects.lists.Mailboxes.find(({ Name }) => Name === 'bob');
  const [team] = objects.lists.DistributionGroups;
  if (bob === undefined || team === undefined) throw new Error('the example has bob and the team');
  const draft = new ObjectsDraft(objects);
  draft.remove('Mailboxes', bob.Guid);
  draft.add('Mailboxes', { ...bob, DisplayName: 'Robert' });
  expect(draft.touched()).toEqual([{ kind: 'DistributionGroups', object: team }]);
  draft.remove('DistributionGroups', team.Guid);
  draft.add('DistributionGroups', { ...team });
  expect(draft.touched()).toEqual([]);
});

it('a reference that an object keeps by name is judged when the object becomes another', () => {
  const objects: OrganizationObjects = exampleObjects();
  const [connector] = objects.ReceiveConnectors;
  const branches = objects.AcceptedDomains.find(({ Name }) => Name === 'Branches');
  if (connector === undefined || branches === undefined) throw new Error('the example has both');
  const named = changedObjects(objects, {
    put: {
      AcceptedDomains: [{ ...branches, DomainName: 'branches.contoso.com' }],
      ReceiveConnectors: [{ ...connector, DefaultDomain: 'Branches' }],
    },
  });
  expect(indexedObjects(named).first(domainIdentities, 'branches')?.DomainName).toBe('branches.contoso.com');
  expect(() =>
    changedObjects(named, { put: { AcceptedDomains: [{ ...branches, DomainName: '*.contoso.com' }] } }),
  ).toThrow(`ReceiveConnectors[${connector.Name}].DefaultDomain: no accepted domain Branches without *.`);
});
