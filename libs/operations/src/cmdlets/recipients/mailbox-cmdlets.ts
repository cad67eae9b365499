import { objectOperations } from '../../objects/object-operations.js';
import { newMailbox } from '../../mailboxes/new-mailbox.js';
import { removeMailbox } from '../../mailboxes/remove-mailbox.js';
import { setPassword } from '../../mailboxes/set-password.js';
import { identityParameter, parameter, type Cmdlet } from '../cmdlet.js';
import { tried } from '../cmdlet-lists.js';
import { kindParameters } from '../objects/kind-parameters.js';
import { outputObject } from '../objects/object-output.js';
import { mailboxCmdlets as form } from '../objects/recipient-cmdlets.js';

const nothing = { typeName: '', columns: [] } as const;
const password = parameter('Password', 'Of its user; a credential, or the text.', { type: 'credential' });

/** Both a text and what Get-Credential gives. */
function passwordOf(said: unknown): unknown {
  return typeof said === 'object' && said !== null && 'Password' in said ? said.Password : said;
}

export const newMailboxCmdlet: Cmdlet = {
  name: 'New-Mailbox',
  synopsis: 'Makes a mailbox. Without an address it gets its name in the default domain.',
  parameters: [
    ...kindParameters('Mailboxes').map((each) =>
      each.name === 'Name' ? { ...each, mandatory: true, position: 1 } : each,
    ),
    password,
  ],
  output: { typeName: form.typeName, columns: form.columns },
  confirms: false,
  changes: true,
  examples: [
    {
      command: 'New-Mailbox dave -PrimarySmtpAddress dave@contoso.com -Password (Get-Credential)',
      description: 'Whose user can sign in.',
    },
  ],
  async run({ parameters, whatIf, order }) {
    const { Name, Password, ...others } = parameters;
    if (whatIf) return tried('New-Mailbox', Name);
    const said = Object.fromEntries(Object.entries(others).filter(([, value]) => value !== null));
    const made = await order(newMailbox, {
      name: Name,
      parameters: form.said?.(said) ?? said,
      password: passwordOf(Password) ?? undefined,
    });
    const { rows } = await order(objectOperations.Mailboxes.Get, { identity: made.Guid });
    const warnings = Password === undefined ? ['there is no password yet: Set-Password'] : [];
    return { output: rows.map((row) => outputObject('Mailboxes', row, form.output)), warnings };
  },
};

export const accountCmdlets: readonly Cmdlet[] = [
  newMailboxCmdlet,
  {
    name: 'Remove-Mailbox',
    synopsis:
      'Removes a mailbox with its login and its places in groups; the mail in its folder stays on disk.',
    parameters: [identityParameter('Mailbox', { mandatory: true, description: 'Name, alias or address.' })],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [],
    async run({ parameters: { Identity }, whatIf, order }) {
      if (whatIf) return tried('Remove-Mailbox', Identity);
      await order(removeMailbox, { identity: Identity });
      return {};
    },
  },
  {
    name: 'Set-Password',
    synopsis: 'Gives an account a new password; it counts at the next sign-in.',
    parameters: [
      identityParameter('Mailbox', { mandatory: true, description: 'Login, or alias of the mailbox.' }),
      { ...password, mandatory: true },
    ],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [{ command: 'Set-Password alice -Password (Get-Credential)', description: 'Asks for it.' }],
    async run({ parameters: { Identity, Password }, whatIf, order }) {
      if (whatIf) return tried('Set-Password', Identity);
      await order(setPassword, { login: Identity, password: passwordOf(Password) });
      return {};
    },
  },
];
