import { makePassword } from '@mailyard/directory';
import { setPassword } from '@mailyard/operations/mailboxes/set-password';

import { CommandError, oneOperand, say, type Command } from '../../command.js';
import { readPassword } from '../../terminal.js';

/** A password is never an argument: whoever is on the machine sees those. */
export const passwordCommands: readonly Command[] = [
  {
    name: 'password set',
    operands: 'LOGIN',
    summary: `${setPassword.summary} It is asked for, or read from the standard input.`,
    options: [{ name: 'variable', value: 'NAME', help: 'Read it from this environment variable instead.' }],
    prepare: (line) => {
      const login = oneOperand(line, 'LOGIN');
      const variable = line.value('variable');
      const given = variable === undefined ? undefined : process.env[variable];
      if (variable !== undefined && !given) throw new CommandError(`${variable} is not set`);
      return async (order) => {
        const password = given ?? (await readPassword(`Password of ${login}: `));
        const changed = await order(setPassword, { login, password });
        say([`${changed.login} has a new password`]);
        return 0;
      };
    },
  },
  {
    name: 'password make',
    operands: 'LOGIN',
    summary: 'Gives an account a new password that nobody has thought of, and prints it once.',
    options: [],
    prepare: (line) => {
      const login = oneOperand(line, 'LOGIN');
      return async (order) => {
        const password = makePassword();
        const changed = await order(setPassword, { login, password });
        say([`Password of ${changed.login}: ${password}   (made now and not shown again)`]);
        return 0;
      };
    },
  },
];
