import { removeMailbox } from '../../mailboxes/remove-mailbox.js';
import { setPassword } from '../../mailboxes/set-password.js';
import { identityParameter, type Cmdlet } from '../cmdlet.js';
import { tried } from '../cmdlet-lists.js';
import { passwordOf, passwordParameter } from '../objects/recipient-cmdlets.js';

const nothing = { typeName: '', columns: [] } as const;

export const accountCmdlets: readonly Cmdlet[] = [
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
      { ...passwordParameter, mandatory: true },
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
