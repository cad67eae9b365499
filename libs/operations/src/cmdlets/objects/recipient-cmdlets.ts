import { parameter, type OutputObject } from '../cmdlet.js';
import type { KindCmdlets } from './kind-form.js';
import { mailboxListing, recipientListing } from './object-listing.js';

const first = ['Alias', 'DisplayName', 'PrimarySmtpAddress', 'EmailAddresses'];

function recipient(type: string, order: readonly string[] = []): KindCmdlets['output'] {
  return {
    order: [...first, ...order],
    more: ({ EmailAddresses, PrimarySmtpAddress, DirectorySource }: OutputObject) => ({
      RecipientType: type,
      RecipientTypeDetails: type,
      IsDirSynced: DirectorySource !== undefined,
      ...(DirectorySource !== undefined && { DirectorySource }),
      EmailAddresses: proxyAddresses(EmailAddresses, PrimarySmtpAddress),
    }),
    container: () => ['Users'],
  };
}

/** `SMTP:` in capitals is the primary one. */
function proxyAddresses(addresses: unknown, primary: unknown): unknown {
  if (!Array.isArray(addresses)) return addresses;
  return addresses.map((address) => `${address === primary ? 'SMTP' : 'smtp'}:${address}`);
}

/** As an export has them; the primary one is a parameter of its own. */
function plainAddresses(said: OutputObject): OutputObject {
  const { EmailAddresses: addresses } = said;
  return addresses === undefined ? said : { ...said, EmailAddresses: withoutPrefix(addresses) };
}

function withoutPrefix(value: unknown): unknown {
  if (typeof value === 'string') return value.replace(/^smtp:/i, '');
  if (Array.isArray(value)) return value.map(withoutPrefix);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withoutPrefix(each)]));
}

export const passwordParameter = parameter('Password', 'Of its user; a credential, or the text.', {
  type: 'credential',
});

/** Both a text and what Get-Credential gives. */
export function passwordOf(said: unknown): unknown {
  return typeof said === 'object' && said !== null && 'Password' in said ? said.Password : said;
}

export const mailboxCmdlets: KindCmdlets = {
  kind: 'Mailboxes',
  typeName: 'Microsoft.Exchange.Data.Directory.Management.Mailbox',
  columns: ['Name', 'Alias', 'Database', 'PrimarySmtpAddress'],
  output: recipient('UserMailbox', ['Database', 'UserPrincipalName']),
  listing: mailboxListing,
  hasServer: true,
  said: ({ Password, ...said }) => ({
    ...plainAddresses(said),
    ...(Password !== undefined && { Password: passwordOf(Password) }),
  }),
  added: [passwordParameter],
  addedSet: [passwordParameter],
  examples: {
    New: [
      {
        command: 'New-Mailbox dave -PrimarySmtpAddress dave@contoso.com -Password (Get-Credential)',
        description: 'Whose user can sign in.',
      },
    ],
    Set: [
      {
        command: 'Set-Mailbox alice -EmailAddresses @{Add="alice.smith@contoso.com"}',
        description: 'One more address.',
      },
      { command: 'Set-Mailbox alice -Password (Get-Credential)', description: 'A new password.' },
    ],
  },
};

export const mailUserCmdlets: KindCmdlets = {
  kind: 'MailUsers',
  typeName: 'Microsoft.Exchange.Data.Directory.Management.MailUser',
  columns: ['Name', 'RecipientType', 'ExternalEmailAddress'],
  output: recipient('MailUser', ['ExternalEmailAddress', 'UserPrincipalName']),
  listing: recipientListing,
  said: plainAddresses,
};

export const mailContactCmdlets: KindCmdlets = {
  kind: 'MailContacts',
  typeName: 'Microsoft.Exchange.Data.Directory.Management.MailContact',
  columns: ['Name', 'Alias', 'RecipientType', 'ExternalEmailAddress'],
  output: recipient('MailContact', ['ExternalEmailAddress']),
  listing: recipientListing,
  said: plainAddresses,
  examples: {
    New: [
      {
        command: 'New-MailContact -Name "Chris" -ExternalEmailAddress chris@fabrikam.com',
        description: 'Somebody outside whom the organization knows.',
      },
    ],
  },
};

const groupType = parameter('Type', 'Groups are for mail; none gives rights.', {
  type: 'enum',
  values: ['Distribution', 'Security'],
  default: 'Distribution',
});
const noSecurityGroups = 'a group is for mail here and gives no rights: it is a distribution group';

export const distributionGroupCmdlets: KindCmdlets = {
  kind: 'DistributionGroups',
  typeName: 'Microsoft.Exchange.Data.Directory.Management.DistributionGroup',
  columns: ['Name', 'DisplayName', 'PrimarySmtpAddress'],
  output: recipient('MailUniversalDistributionGroup', ['ManagedBy']),
  listing: recipientListing,
  added: [groupType],
  saidNew: (said) => Object.fromEntries(Object.entries(said).filter(([name]) => name !== 'Type')),
  warningsNew: ({ Type }) => (Type === 'Security' ? [noSecurityGroups] : []),
  said: plainAddresses,
};

export const dynamicDistributionGroupCmdlets: KindCmdlets = {
  kind: 'DynamicDistributionGroups',
  typeName: 'Microsoft.Exchange.Data.Directory.Management.DynamicDistributionGroup',
  columns: ['Name', 'ManagedBy'],
  output: recipient('DynamicDistributionGroup'),
  listing: recipientListing,
  said: plainAddresses,
};
