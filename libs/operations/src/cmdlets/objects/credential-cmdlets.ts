import type { KindCmdlets } from './kind-form.js';
import { passwordOf, passwordParameter } from './recipient-cmdlets.js';

type Said = Readonly<Record<string, unknown>>;

const withPassword = ({ Password, ...said }: Said): Said =>
  Password === undefined ? said : { ...said, Password: passwordOf(Password) };

/** Who signs in by SMTP AUTH: users, and accounts of other mail systems. */
export const smtpCredentialCmdlets: KindCmdlets = {
  kind: 'Credentials',
  noun: 'SmtpCredential',
  typeName: 'SmtpCredential',
  columns: ['Login', 'MemberOf', 'RemoteIPRanges'],
  columnsNew: ['Login', 'MemberOf', 'RemoteIPRanges', 'Password'],
  output: { container: ({ Login }) => [String(Login), 'Credentials'] },
  added: [
    { ...passwordParameter, description: 'Of the account; without one it gets one that is shown once.' },
  ],
  addedSet: [passwordParameter],
  said: withPassword,
  toldNew: ({ made = [] }) => (made[0] === undefined ? {} : { Password: made[0].password }),
  examples: {
    New: [
      {
        command:
          'New-SmtpCredential relay@contoso.com -MemberOf "Exchange Servers" -RemoteIPRanges 192.168.5.10',
        description:
          'Another mail system, which signs in from one address alone; its password is shown once.',
      },
    ],
    Set: [
      {
        command: 'Set-SmtpCredential relay@contoso.com -Password (Get-Credential)',
        description: 'A new password; it counts at the next sign-in.',
      },
    ],
  },
};
