import { enableMailbox } from '../../mailboxes/enable-mailbox.js';
import { getMailboxStatistics } from '../../mailboxes/get-mailbox-statistics.js';
import { removeMailbox } from '../../mailboxes/remove-mailbox.js';
import { setPassword } from '../../mailboxes/set-password.js';
import { identityParameter, parameter, type Cmdlet } from '../cmdlet.js';
import { triedOn } from '../cmdlet-lists.js';
import { told } from '../objects/kind-cmdlet.js';
import { outputObject } from '../objects/object-output.js';
import { sizeValue, timeOrNull } from '../values/rich-value.js';
import { mailboxCmdlets, passwordOf, passwordParameter } from '../objects/recipient-cmdlets.js';

const nothing = { typeName: '', columns: [] } as const;

export const accountCmdlets: readonly Cmdlet[] = [
  {
    name: 'Disable-Mailbox',
    synopsis: 'As Remove-Mailbox: there are no users without mailboxes here; the mail in its folder stays.',
    parameters: [identityParameter('Mailbox', { mandatory: true, description: 'Name, alias or address.' })],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [
      {
        command: 'Disable-Mailbox bob',
        description: 'New-Mailbox with the same alias connects the mail again.',
      },
    ],
    async run({ parameters: { Identity }, whatIf, force, order }) {
      const how = { validateOnly: whatIf, force: force || whatIf };
      return told(await order(removeMailbox, { identity: Identity, ...how }), whatIf);
    },
  },
  {
    name: 'Enable-Mailbox',
    synopsis: enableMailbox.summary,
    parameters: [
      identityParameter('MailUser', {
        mandatory: true,
        description: 'Name, alias or address of a mail user.',
      }),
      parameter('Alias', 'Default: as it is.'),
      parameter('Database', 'Where the mailbox is to be.', { objects: 'MailboxDatabase', default: 'DB01' }),
      parameter('DisplayName', 'Default: as it is.'),
      parameter('PrimarySmtpAddress', 'Default: as it is, where its domain is accepted.'),
    ],
    output: { typeName: mailboxCmdlets.typeName, columns: mailboxCmdlets.columns },
    confirms: false,
    changes: true,
    examples: [
      { command: 'Enable-Mailbox chris -Database DB01', description: 'Whose mailbox was elsewhere.' },
    ],
    async run({ parameters: { Identity, ...said }, whatIf, force, order }) {
      const given = Object.fromEntries(Object.entries(said).filter(([, value]) => value !== null));
      const how = { validateOnly: whatIf, force: force || whatIf };
      const outcome = await order(enableMailbox, { identity: Identity, ...given, ...how });
      const shown = outputObject('Mailboxes', outcome.object, { form: mailboxCmdlets.output });
      return { ...told(outcome, whatIf), output: whatIf ? [] : [shown] };
    },
  },
  {
    name: 'Get-MailboxStatistics',
    synopsis: getMailboxStatistics.summary,
    parameters: [
      identityParameter('Mailbox', { description: 'Name, alias or address. Default: all, without sizes.' }),
    ],
    output: {
      typeName: 'Microsoft.Exchange.Management.MapiTasks.Presentation.MailboxStatistics',
      columns: ['DisplayName', 'ItemCount', 'TotalItemSize', 'LastLogonTime'],
    },
    confirms: false,
    changes: false,
    examples: [{ command: 'Get-MailboxStatistics alice', description: 'How large the mailbox is.' }],
    async run({ parameters: { Identity }, order }) {
      const found = await order(getMailboxStatistics, { identity: Identity ?? undefined });
      return {
        output: found.map(({ identity, displayName, database, lastLogonTime, ...size }) => ({
          Identity: identity,
          DisplayName: displayName,
          Database: database,
          ItemCount: size.itemCount ?? null,
          TotalItemSize: size.totalItemSize === undefined ? null : sizeValue(size.totalItemSize),
          LastLogonTime: timeOrNull(lastLogonTime),
        })),
        warnings: found.flatMap(({ sizeUnknown }) => sizeUnknown ?? []),
      };
    },
  },
  {
    name: 'Set-Password',
    synopsis: 'Gives an account a new password; it counts at the next sign-in.',
    parameters: [
      identityParameter('Mailbox', { mandatory: true, description: 'Login, or alias of the mailbox.' }),
      { ...passwordParameter, mandatory: true },
    ],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [{ command: 'Set-Password alice -Password (Get-Credential)', description: 'Asks for it.' }],
    async run({ parameters: { Identity, Password }, whatIf, order }) {
      const input = { login: Identity, password: passwordOf(Password), validateOnly: whatIf };
      const { login } = await order(setPassword, input);
      return whatIf ? triedOn('Set-Password', [login]) : {};
    },
  },
];
