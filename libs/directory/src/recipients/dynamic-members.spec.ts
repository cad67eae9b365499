import { cpuMs } from '@mailyard/testing';

import { mailboxSchema } from '../kinds/mailboxes/mailbox.js';
import { filterProblem } from '../kinds/dynamic-distribution-groups/recipient-filter.js';
import { Organization } from '../organization.js';
import { judgedChange } from '../rules/directory-change.js';
import { exampleObjects, newGuid, written } from '../spec-support/example-organization.js';
import { indexedObjects } from '../snapshot/objects-draft.js';

const people = [
  { Name: 'Ann', Department: 'Sales', Company: 'Contoso', CustomAttribute3: 'x', MaxSendSize: '5 MB' },
  { Name: 'Ben', Department: 'Sales EMEA', Manager: 'Ann', ForwardingAddress: 'Ann' },
  { Name: "O'Neil", Department: 'IT', DeliverToMailboxAndForward: true },
  { Name: 'Zoe' },
].map((person) => written({ ...person, PrimarySmtpAddress: `${person.Name.replace("'", '')}@contoso.com` }));

const dynamic = (Name: string, more: object) =>
  written({ Name, PrimarySmtpAddress: `${Name}@contoso.com`, ...more });

function organizationWith(group: object): Organization {
  const objects = exampleObjects({
    Mailboxes: people,
    MailUsers: [written({ Name: 'Mia', ExternalEmailAddress: 'mia@fabrikam.example', Company: 'CONTOSO' })],
    MailContacts: [written({ Name: 'Jo', ExternalEmailAddress: 'jo@fabrikam.example', Department: 'Sales' })],
    DistributionGroups: [dynamic('team', { Members: ['Ann', 'Jo'] })],
    DynamicDistributionGroups: [dynamic('found', group)],
  });
  return new Organization(1, objects);
}

function membersOf(group: object): readonly string[] {
  const organization = organizationWith(group);
  const [found] = organization.objects.DynamicDistributionGroups;
  if (found === undefined) throw new Error('no group');
  return organization.members(found).map(({ Name }) => Name);
}

describe('members of a dynamic group: RecipientFilter', () => {
  it.each([
    ["Department -eq 'sales'", ['Ann', 'Jo']],
    ["Department -like 'Sales*'", ['Ann', 'Ben', 'Jo']],
    ["(RecipientType -eq 'UserMailbox') -and (Department -like 'Sales*')", ['Ann', 'Ben']],
    ["(RecipientType -eq 'UserMailbox') -and -not(Department -like 'Sales*')", ["O'Neil", 'Zoe']],
    ["RecipientType -eq 'UserMailbox' -and Department -ne 'Sales'", ['Ben', "O'Neil", 'Zoe']],
    ["RecipientTypeDetails -eq 'UserMailbox' -and Department -notlike '*S*'", ["O'Neil", 'Zoe']],
    ["Department -eq $null -and RecipientType -eq 'UserMailbox'", ['Zoe']],
    ["Department -ne $null -and RecipientType -eq 'MailContact'", ['Jo']],
    // -and binds more tightly than -or.
    ["Name -eq 'Zoe' -or Department -eq 'Sales' -and RecipientType -eq 'MailContact'", ['Zoe', 'Jo']],
    ["(Name -eq 'Zoe' -or Department -eq 'Sales') -and RecipientType -eq 'MailContact'", ['Jo']],
    ["Name -eq 'O''Neil'", ["O'Neil"]],
    ['name -EQ "o\'neil"', ["O'Neil"]],
    ['DeliverToMailboxAndForward -eq $true', ["O'Neil"]],
    ["MaxSendSize -le '5 MB'", ['Ann']],
    ['{MaxSendSize -lt 6MB}', ['Ann']],
    ["EmailAddresses -contains 'zoe@contoso.com'", ['Zoe']],
    ["Name -gt 'Mia' -and Name -lt 'P'", ["O'Neil"]],
    ["EmailAddresses -eq 'smtp:ANN@contoso.com'", ['Ann']],
    ["EmailAddresses -like '*@fabrikam.example'", ['Mia', 'Jo']],
    ["CustomAttribute3 -eq 'x' -or Manager -eq 'ann'", ['Ann', 'Ben']],
    ["RecipientType -like '*Group' -and Name -ne 'found'", ['team']],
    ["Department -like 'S*les*EMEA' -or Department -like 'Sales*Sales'", ['Ben']],
  ])('%s: %j', (RecipientFilter, names) => {
    expect(membersOf({ RecipientFilter })).toEqual(names);
  });

  it.each([
    ["Departement -eq 'x'", 'asks for Departement, which recipients do not have'],
    ["Name -eq 'x' -and -not(Name -eq 'y' -or Age -gt 5)", 'asks for Age, which recipients do not have'],
    ['Department', '-eq'],
    ["(Department -eq 'x'", 'a parenthesis is not closed'],
  ])('%s: %s', (filter, reason) => {
    expect(filterProblem(filter)).toContain(reason);
  });
});

describe('members of a dynamic group: IncludedRecipients and conditions', () => {
  it.each([
    [{ IncludedRecipients: 'MailboxUsers' }, ['Ann', 'Ben', "O'Neil", 'Zoe']],
    [{ IncludedRecipients: 'MailUsers,MailContacts' }, ['Mia', 'Jo']],
    [{ IncludedRecipients: 'MailGroups' }, ['team', 'found']],
    [{ IncludedRecipients: 'Resources' }, []],
    [{ IncludedRecipients: 'None' }, []],
    [{ IncludedRecipients: 'AllRecipients', ConditionalDepartment: 'sales, it' }, ['Ann', "O'Neil", 'Jo']],
    [{ IncludedRecipients: 'AllRecipients', ConditionalCompany: 'contoso' }, ['Ann', 'Mia']],
    [
      {
        IncludedRecipients: 'AllRecipients',
        ConditionalCompany: 'contoso',
        ConditionalCustomAttribute3: 'X',
      },
      ['Ann'],
    ],
  ])('%j: %j', (group, names) => {
    expect(membersOf(group)).toEqual(names);
  });
});

describe('of 20,000 mailboxes', () => {
  const mailbox = (index: number, Department: string, Guid = newGuid()) =>
    mailboxSchema.parse({
      Guid,
      Name: `User ${index}`,
      PrimarySmtpAddress: `user${index}@contoso.com`,
      Department,
    });
  const objects = {
    ...exampleObjects({
      DynamicDistributionGroups: [dynamic('sales', { RecipientFilter: "Department -like 'Sales*'" })],
    }),
  };
  const Mailboxes = [
    ...objects.Mailboxes,
    ...Array.from({ length: 20_000 }, (_, index) => mailbox(index, index % 2 === 0 ? 'Sales' : 'IT')),
  ];
  const first = new Organization(1, indexedObjects({ ...objects, Mailboxes }));
  const sizeOf = (organization: Organization): number => {
    const [group] = organization.objects.DynamicDistributionGroups;
    return group === undefined ? 0 : organization.members(group).length;
  };

  it('a group that nothing changes is searched for once, and a change of one recipient costs no search', async () => {
    const searched = await cpuMs(() => Promise.resolve(expect(sizeOf(first)).toBe(10_000)));
    let organization = first;
    const again = await cpuMs(() => {
      for (let asked = 0; asked < 1000; asked += 1) sizeOf(organization);
      return Promise.resolve();
    });
    expect(again).toBeLessThan(searched + 50);
    const victim = first.recipientByName('User 4');
    if (victim === undefined) throw new Error('no user');
    for (const [department, size] of [
      ['IT', 9999],
      ['Sales North', 10_000],
    ] as const) {
      const change = { put: { Mailboxes: [mailbox(4, department, victim.Guid)] } };
      const next = indexedObjects(judgedChange(organization.indexed, change).objects);
      organization = new Organization(organization.revision + 1, next, organization);
      expect(sizeOf(organization)).toBe(size);
    }
    // An earlier revision stays as it was.
    expect(sizeOf(first)).toBe(10_000);
  });

  it('a change of the filter is followed', () => {
    const [group] = first.objects.DynamicDistributionGroups;
    if (group === undefined) throw new Error('no group');
    const change = {
      put: { DynamicDistributionGroups: [{ ...group, RecipientFilter: "Department -eq 'IT'" }] },
    };
    const next = indexedObjects(judgedChange(first.indexed, change).objects);
    expect(sizeOf(new Organization(2, next, first))).toBe(10_000);
    const [user] = new Organization(2, next, first).members(next.lists.DynamicDistributionGroups[0] ?? group);
    expect(user?.Name).toBe('User 1');
  });
});
