import { confirmMySecondFactor } from '../../administrators/own/confirm-my-second-factor.js';
import { disableMySecondFactor } from '../../administrators/own/disable-my-second-factor.js';
import { enableMySecondFactor } from '../../administrators/own/enable-my-second-factor.js';
import { setMyPassword } from '../../administrators/own/set-my-password.js';
import { parameter, type Cmdlet } from '../cmdlet.js';
import { triedOn } from '../cmdlet-lists.js';
import { passwordOf } from '../objects/recipient-cmdlets.js';
import { passwordParameter } from './password-parameter.js';

const nothing = { typeName: '', columns: [] } as const;
const code = parameter('Code', 'Of the authenticator app.', { mandatory: true, position: 1 });

/** What whoever has signed in does with the own account. */
export const accountOfOwnCmdlets: readonly Cmdlet[] = [
  {
    name: 'Set-MyPassword',
    synopsis: setMyPassword.summary,
    parameters: [
      { ...passwordParameter('CurrentPassword'), mandatory: true },
      { ...passwordParameter('Password'), mandatory: true },
    ],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters: { CurrentPassword, Password }, whatIf, order }) {
      const { name } = await order(setMyPassword, {
        currentPassword: passwordOf(CurrentPassword),
        password: passwordOf(Password),
        validateOnly: whatIf,
      });
      return whatIf ? triedOn('Set-MyPassword', [`${name}, whose sessions would end`]) : {};
    },
  },
  {
    name: 'Enable-MySecondFactor',
    synopsis: enableMySecondFactor.summary,
    parameters: [],
    output: { typeName: 'Mailyard.SecondFactorKey', columns: [] },
    confirms: false,
    changes: true,
    examples: [],
    async run({ whatIf, order }) {
      const { key, uri } = await order(enableMySecondFactor, { validateOnly: whatIf });
      if (whatIf) return triedOn('Enable-MySecondFactor', ['the own account']);
      return { output: [{ Key: key, Uri: uri }], warnings: ['it counts after Confirm-MySecondFactor'] };
    },
  },
  {
    name: 'Confirm-MySecondFactor',
    synopsis: confirmMySecondFactor.summary,
    parameters: [code],
    output: { typeName: 'Mailyard.RecoveryCode', columns: ['RecoveryCode'] },
    confirms: false,
    changes: true,
    examples: [],
    async run({ parameters: { Code }, whatIf, order }) {
      const { recoveryCodes } = await order(confirmMySecondFactor, { code: Code, validateOnly: whatIf });
      if (whatIf) return triedOn('Confirm-MySecondFactor', ['the own account']);
      return { output: recoveryCodes.map((RecoveryCode) => ({ RecoveryCode })) };
    },
  },
  {
    name: 'Disable-MySecondFactor',
    synopsis: disableMySecondFactor.summary,
    parameters: [{ ...code, description: 'Of the authenticator app, or a recovery code.' }],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [],
    async run({ parameters: { Code }, whatIf, order }) {
      const { name } = await order(disableMySecondFactor, { code: Code, validateOnly: whatIf });
      return whatIf ? triedOn('Disable-MySecondFactor', [name]) : {};
    },
  },
];
