import { ldapInstalled, startLdap, type TestLdap } from '@mailyard/testing';

import { ExampleDirectory } from '../spec-support/example-directory.js';
import { group, ldif, person } from '../spec-support/ldif.js';

const people = ['dora', 'emil', 'finn', 'gwen', 'hugo', 'ines', 'jona', 'kira', 'liam', 'mila'];
const dn = (uid: string) => `uid=${uid},dc=contoso,dc=com`;

(ldapInstalled() ? describe : describe.skip)('with slapd', () => {
  let server: TestLdap;
  let here: ExampleDirectory;

  beforeAll(async () => {
    server = await startLdap(
      [
        ...people.map((uid) => person(uid)),
        person('star', { cn: '*)(uid=*', sn: 'x' }),
        group('inner', [dn('emil'), dn('finn')]),
        group('outer', [dn('dora'), 'cn=inner,dc=contoso,dc=com', 'cn=nobody,dc=contoso,dc=com']),
        ldif('cn=No mail,dc=contoso,dc=com', { objectClass: 'organizationalRole', cn: 'No mail' }),
      ].join(''),
    );
    here = await ExampleDirectory.start();
    await here.addSource(server);
  });
  afterAll(async () => {
    await here.stop();
    await server.stop();
  });

  it('people become mailboxes, groups groups, whoever is in them', async () => {
    expect(await here.synchronize()).toMatchObject({
      result: 'Succeeded',
      recipients: 13,
      added: 13,
      removed: 0,
    });
    expect(here.recipient('dora@contoso.com')).toMatchObject({
      kind: 'Mailbox',
      Name: 'dora',
      Alias: 'dora',
      Database: 'DB01',
      DirectorySource: { DistinguishedName: dn('dora') },
    });
    const outer = here.recipient('outer');
    expect(outer.kind === 'DistributionGroup' && outer.Members.toSorted()).toEqual([
      'dora@contoso.com',
      'inner@contoso.com',
    ]);
  });

  it('RFC 4515: what looks like a filter is a name', () => {
    expect(here.recipient('star@contoso.com')).toMatchObject({ Name: '_)(uid=_', Alias: 'star' });
  });

  it('what is so already is not read again, and nothing changes', async () => {
    const { revision } = here.organization;
    expect(await here.synchronize()).toMatchObject({ result: 'Succeeded', added: 0, changed: 0, read: 0 });
    expect(here.organization.revision).toBe(revision);
  });

  it('a change, a new entry and one that moved are read, and nothing else', async () => {
    await server.modify(
      `dn: ${dn('emil')}\nchangetype: modify\nreplace: displayName\ndisplayName: Emil Eck\n\n` +
        `dn: ${dn('finn')}\nchangetype: modrdn\nnewrdn: uid=phinn\ndeleteoldrdn: 1\n\n` +
        person('nora').replace('\n', '\nchangetype: add\n'),
    );
    // The group names the one that moved as it did before: slapd changes no references.
    expect(await here.synchronize()).toMatchObject({ result: 'Succeeded', added: 1, read: 3 });
    expect(here.recipient('emil')).toMatchObject({ DisplayName: 'Emil Eck' });
    expect(here.recipient('finn@contoso.com')).toMatchObject({ Alias: 'finn' });
    expect(here.recipient('nora')).toBeDefined();
  });

  it('who comes from there is read-only here', async () => {
    const { Guid } = here.recipient('dora');
    const mailbox = here.organization.mailboxes.find((each) => each.Guid === Guid);
    if (mailbox === undefined) throw new Error('there is one');
    const told = /comes from the directory source People and is read-only here/;
    await expect(here.directory.put({ Mailboxes: [{ ...mailbox, Title: 'Boss' }] })).rejects.toThrow(told);
    await expect(here.directory.remove([{ kind: 'Mailboxes', Guid }])).rejects.toThrow(told);
    const { DirectorySource: _, ...taken } = mailbox;
    await expect(here.directory.put({ Mailboxes: [taken] })).rejects.toThrow(told);
  });

  it('who is removed there is gone, also from the groups of this organization', async () => {
    const team = here.organization.distributionGroups.find(({ Name }) => Name === 'team');
    if (team === undefined) throw new Error('there is one');
    await here.directory.put({
      DistributionGroups: [{ ...team, Members: [...team.Members, 'gwen', 'hugo@contoso.com'] }],
    });
    await server.modify(`dn: ${dn('gwen')}\nchangetype: delete\n\n`);
    await server.modify(
      `dn: ${dn('hugo')}\nchangetype: modify\nreplace: mail\nmail: hugo.hill@contoso.com\n\n`,
    );
    expect(await here.synchronize()).toMatchObject({ result: 'Succeeded', removed: 1 });
    expect(here.organization.recipientByName('gwen')).toBeUndefined();
    const after = here.recipient('team');
    expect(after.kind === 'DistributionGroup' && after.Members).toEqual([
      ...team.Members,
      'hugo.hill@contoso.com',
    ]);
  });

  it('a name that a recipient here has stays theirs', async () => {
    await server.modify(person('alice').replace('\n', '\nchangetype: add\n'));
    const record = await here.synchronize();
    expect(record).toMatchObject({ result: 'Succeeded', added: 0 });
    expect(record.notes.join('\n')).toMatch(
      /uid=alice.*its address alice@contoso.com is that of Mailboxes\[alice\]/,
    );
    expect(here.recipient('alice@contoso.com').DirectorySource).toBeUndefined();
    await server.modify(`dn: ${dn('alice')}\nchangetype: delete\n\n`);
  });

  it('when nearly all would vanish at once, nothing does until it is meant', async () => {
    const before = here.organization.mailboxes.length;
    await here.change({ Filter: '(uid=dora)' });
    expect(await here.synchronize()).toMatchObject({
      result: 'Stopped',
      reason: expect.stringMatching(/^12 of 13 recipients would vanish at once/) as string,
    });
    expect(here.organization.mailboxes).toHaveLength(before);
    await here.change({ Filter: '(mail=*)' });
    expect(await here.synchronize()).toMatchObject({ result: 'Succeeded', removed: 0 });
  });

  it('a directory that is away changes nothing, and its age is told', async () => {
    const { revision } = here.organization;
    const { lastSuccess } = await here.synchronize();
    await server.away();
    expect(await here.synchronize()).toMatchObject({
      result: 'Failed',
      lastSuccess,
      recipients: 13,
      reason: expect.stringMatching(/ECONNREFUSED/) as string,
    });
    expect(here.organization.revision).toBe(revision);
    await server.start();
    expect(await here.synchronize()).toMatchObject({ result: 'Succeeded' });
  });

  it('STARTTLS comes before the password, and a certificate of somebody else ends it', async () => {
    await here.change({ Url: [server.plainUrl] });
    expect(await here.synchronize()).toMatchObject({ result: 'Succeeded' });
    await here.change({ CertificateAuthority: undefined });
    for (const Url of [[server.plainUrl], [server.url]]) {
      await here.change({ Url });
      expect(await here.synchronize()).toMatchObject({
        result: 'Failed',
        reason: expect.stringMatching(/self-signed/) as string,
      });
    }
    await here.change({
      CertificateAuthority: server.ca,
      Url: [server.url.replace('127.0.0.1', '127.0.0.2')],
    });
    expect(await here.synchronize()).toMatchObject({ result: 'Failed' });
    // The second server is asked when the first one is away.
    await here.change({ Url: ['ldaps://127.0.0.1:1', server.url] });
    expect(await here.synchronize()).toMatchObject({ result: 'Succeeded' });
  });

  it('two at the same time are one', async () => {
    const [one, other] = await Promise.allSettled([here.synchronize(), here.synchronize()]);
    expect([one.status, other.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});
