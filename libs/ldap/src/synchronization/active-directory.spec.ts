import { ldapInstalled, startLdap, type TestLdap } from '@mailyard/testing';

import { ExampleDirectory } from '../spec-support/example-directory.js';
import { ldif } from '../spec-support/ldif.js';

type Attributes = Readonly<Record<string, string | Buffer | readonly string[]>>;

let made = 0;

/** An entry as Active Directory has it: with an objectGUID, and the number of its last change. */
function entry(cn: string, objectClass: string, attributes: Attributes): string {
  const objectGUID = Buffer.from('0011223344556677889900000000', 'hex');
  const number = Buffer.alloc(2);
  number.writeUInt16BE((made += 1));
  const person = objectClass === 'group' ? {} : { sn: cn };
  const guid = { objectGUID: Buffer.concat([objectGUID, number]), uSNChanged: String(1000 + made) };
  return ldif(dn(cn), { objectClass, cn, ...person, ...guid, ...attributes });
}

const dn = (cn: string): string => `cn=${cn},dc=contoso,dc=com`;

/** More than a server gives at a time without pages. */
const crowd = Array.from({ length: 5000 }, (_, index) => `p${index}`);

(ldapInstalled() ? describe : describe.skip)('with the attributes of Active Directory and Exchange', () => {
  let server: TestLdap;
  let here: ExampleDirectory;

  beforeAll(async () => {
    server = await startLdap(
      [
        entry('Dora Day', 'user', {
          mailNickname: 'dora',
          sAMAccountName: 'dday',
          userPrincipalName: 'dday@corp.contoso.com',
          proxyAddresses: ['smtp:d.day@contoso.com', 'SMTP:dora@contoso.com', 'x500:/o=Contoso/cn=dora'],
          msExchRecipientTypeDetails: '1',
          delivContLength: '2048',
          msExchRecipLimit: '50',
          altRecipient: dn('Chris Out'),
          deliverAndRedirect: 'TRUE',
          authOrig: dn('Gone Guy'),
        }),
        entry('Emil Far', 'user', {
          proxyAddresses: 'SMTP:emil@contoso.com',
          targetAddress: 'SMTP:emil@adatum.com',
        }),
        entry('Chris Out', 'contact', { mail: 'chris@adatum.com', targetAddress: 'SMTP:chris@adatum.com' }),
        entry('Arbiter', 'user', { mail: 'arbiter@contoso.com', msExchRecipientTypeDetails: '8388608' }),
        entry('Board', 'group', {
          proxyAddresses: 'SMTP:board@contoso.com',
          member: [dn('Dora Day'), dn('Emil Far'), dn('Chris Out')],
          managedBy: dn('Dora Day'),
          reportToOwner: 'TRUE',
          msExchRecipientTypeDetails: '1',
          msExchEnableModeration: 'TRUE',
          msExchModeratedByLink: dn('Dora Day'),
          msExchModerationFlags: '3',
          dLMemSubmitPerms: dn('Crowd'),
        }),
        entry('Crowd', 'group', { mail: 'crowd@contoso.com', member: crowd.map(dn) }),
        ...crowd.map((cn) => entry(cn, 'user', { mail: `${cn}@contoso.com` })),
      ].join(''),
    );
    here = await ExampleDirectory.start();
    await here.addSource(server);
  });
  afterAll(async () => {
    await here.stop();
    await server.stop();
  });

  it('RFC 2696: thousands of entries come page by page, all of them at once', async () => {
    expect(await here.synchronize()).toMatchObject({ result: 'Succeeded', recipients: 5005, added: 5005 });
    const all = here.recipient('crowd');
    expect(all.kind === 'DistributionGroup' && all.Members).toHaveLength(5000);
  });

  it('a user with Exchange’s attributes', () => {
    const dora = here.recipient('dora@contoso.com');
    expect(dora).toMatchObject({
      kind: 'Mailbox',
      Name: 'Dora Day',
      // MS-DTYP §2.3.4.
      Guid: '33221100-5544-7766-8899-000000000001',
      Alias: 'dora',
      UserPrincipalName: 'dday@corp.contoso.com',
      EmailAddresses: ['dora@contoso.com', 'd.day@contoso.com'],
      MaxReceiveSize: 2_097_152,
      RecipientLimits: 50,
      ForwardingAddress: 'chris@adatum.com',
      DeliverToMailboxAndForward: true,
      // Whom alone it takes mail from is not known here: so it takes it from nobody else, and not from everybody.
      AcceptMessagesOnlyFromSendersOrMembers: ['dora@contoso.com'],
      RequireSenderAuthenticationEnabled: false,
    });
  });

  it('whoever has a mailbox elsewhere, a contact, and a system mailbox, which is nobody', () => {
    expect(here.recipient('emil@contoso.com')).toMatchObject({
      kind: 'MailUser',
      ExternalEmailAddress: 'emil@adatum.com',
    });
    expect(here.recipient('Chris Out')).toMatchObject({ kind: 'MailContact' });
    expect(here.organization.recipientByName('Arbiter')).toBeUndefined();
  });

  it('a group with Exchange’s attributes', () => {
    expect(here.recipient('board')).toMatchObject({
      kind: 'DistributionGroup',
      Members: ['dora@contoso.com', 'emil@contoso.com', 'chris@adatum.com'],
      ManagedBy: ['dora@contoso.com'],
      ReportToManagerEnabled: true,
      ReportToOriginatorEnabled: false,
      RequireSenderAuthenticationEnabled: false,
      ModerationEnabled: true,
      ModeratedBy: ['dora@contoso.com'],
      SendModerationNotifications: 'Internal',
      BypassNestedModerationEnabled: true,
      AcceptMessagesOnlyFromDLMembers: ['crowd@contoso.com'],
    });
  });

  it('of five thousand the one is read that has changed', async () => {
    await server.modify(
      `dn: ${dn('p7')}\nchangetype: modify\nreplace: givenName\ngivenName: Seven\n-\nreplace: uSNChanged\nuSNChanged: 99999\n\n`,
    );
    expect(await here.synchronize()).toMatchObject({ result: 'Succeeded', read: 1, changed: 1 });
    expect(here.recipient('p7')).toMatchObject({ FirstName: 'Seven' });
  });
});
