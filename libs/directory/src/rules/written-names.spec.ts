import { OrganizationError } from '@mailyard/schema';

import { defaultReceiveConnectors } from '../kinds/receive-connectors/default-receive-connectors.js';
import { Organization } from '../organization.js';
import { exampleObjects, newGuid, written } from '../spec-support/example-organization.js';
import { changedObjects, type ObjectsToPut } from './directory-change.js';

const before = exampleObjects();
const put = (objects: object) => changedObjects(before, { put: objects as ObjectsToPut });
const reasonOf = (objects: object): string => {
  try {
    put(objects);
    return '';
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    return error.message;
  }
};
const mailbox = (parameters: object) => ({
  Mailboxes: [written({ Name: 'dave', PrimarySmtpAddress: 'dave@contoso.com', ...parameters })],
});

describe('a name that a reader takes for another one is taken', () => {
  const [frontEnd] = defaultReceiveConnectors({ server: 'MBX01', fqdn: 'mbx01.contoso.com', newGuid });
  it.each([
    [
      mailbox({ Name: 'ALICE\u00a0ames' }),
      /Mailboxes\[ALICE.ames\]\.Name: .* has a Mailbox "Alice Ames" already/,
    ],
    [
      mailbox({ Name: 'te\u200bam' }),
      /^Mailboxes\[te\u200bam\]\.Name: .* has a Distribution group "team" already/,
    ],
    [
      { Servers: [written({ Name: ' mbx01', Fqdn: 'x.contoso.com' })] },
      /has a Transport service "MBX01" already/,
    ],
    [
      { ReceiveConnectors: [{ ...frontEnd, Guid: newGuid(), Server: 'mbx01 ', Name: 'default\u202fMBX01' }] },
      /MBX01 has a Receive connector "Default MBX01" already/,
    ],
    [
      { AcceptedDomains: [written({ Name: 'CONTOSO.com\u2007', DomainName: 'fabrikam.com' })] },
      /has an Accepted domain "contoso.com" already/,
    ],
  ])('%#', (objects, expected) => {
    expect(reasonOf(objects)).toMatch(expected);
  });

  it('also in the two forms of an internationalized domain', () => {
    const domain = (Name: string) => written({ Name, DomainName: Name });
    expect(
      reasonOf({ AcceptedDomains: [domain('bücher.example'), domain('xn--bcher-kva.example')] }),
    ).toContain('"bücher.example"');
  });
});

it.each(['a\u2044b', 'a\uff0fb', 'a\uff3cb', 'a\u202eb', 'a\u2028b', 'a\tb', 'a\0b', '\u200b', '\uff0a'])(
  '%j is no name: it reads as another, or as two',
  (Name) => {
    expect(reasonOf(mailbox({ Name }))).toMatch(/Name: must/);
  },
);

it('references name their objects as people read them', () => {
  const objects = put({
    DistributionGroups: [
      written({
        Name: 'all',
        PrimarySmtpAddress: 'all@contoso.com',
        Members: ['alice\u00a0ames', ' BOB@contoso.com'],
      }),
    ],
  });
  const organization = new Organization(1, objects);
  const all = organization.recipientByName('ALL ');
  expect(all?.kind === 'DistributionGroup' && organization.members(all).map(({ Name }) => Name)).toEqual([
    'Alice Ames',
    'bob',
  ]);
  expect(organization.account('contoso\\\u00a0alice ')?.user?.Name).toBe('Alice Ames');
  expect(organization.receiveConnectors('mbx01\u00a0')).toHaveLength(5);
});

it('queues and folders keep the spelling of their server, database and mailbox', () => {
  const [alice] = before.Mailboxes;
  const [server] = before.Servers;
  const objects = put({
    ...mailbox({ Database: 'db01' }),
    Servers: [{ ...server, Name: 'mbx01' }],
  });
  expect(objects.Mailboxes.map(({ Database }) => Database)).toEqual(['DB01', 'DB01', 'DB01']);
  expect(objects.Servers.map(({ Name }) => Name)).toEqual(['MBX01']);
  const renamed = put({ Mailboxes: [{ ...alice, Alias: 'ALICE', Database: 'Db01' }] }).Mailboxes.at(-1);
  expect(renamed).toMatchObject({ Alias: 'alice', Database: 'DB01' });
});

it('a database that older versions made under two spellings stays two', () => {
  const older = {
    ...before,
    Mailboxes: before.Mailboxes.map((each, index) => (index === 0 ? each : { ...each, Database: 'db01' })),
  };
  const { Mailboxes } = changedObjects(older, { put: { Mailboxes: older.Mailboxes } });
  expect(Mailboxes.map(({ Database }) => Database)).toEqual(['DB01', 'db01']);
});
