import type { CommandDefinition, ParameterDefinition } from '../../command/command.js';
import { TerminatingError } from '../../errors/error-record.js';
import { wildcard } from '../../operators/wildcard.js';
import { Properties, PSObject } from '../../values/value.js';
import { textParameter } from '../parameters.js';

export const getVariable: CommandDefinition = {
  name: 'Get-Variable',
  synopsis: 'The variables of the session.',
  aliases: ['gv'],
  parameters: [{ name: 'Name', type: 'string', position: 1, description: 'A name, wildcards allowed.' }],
  async *run({ parameters, frame }) {
    const fits = wildcard(textParameter(parameters, 'Name') ?? '*');
    yield* frame.scope
      .visible()
      .entries()
      .filter(([name]) => fits(name))
      .map(
        ([name, value]) =>
          new PSObject(
            new Properties([
              ['Name', name],
              ['Value', value],
            ]),
          ),
      );
  },
};

const userName: ParameterDefinition = {
  name: 'UserName',
  type: 'string',
  aliases: ['Credential'],
  position: 1,
  description: 'The account: domain\\name or an address. Asked for, unless it is given.',
};

export const getCredential: CommandDefinition = {
  name: 'Get-Credential',
  synopsis: 'Asks for an account and its password, which nobody sees.',
  parameters: [userName, { name: 'Message', type: 'string', description: 'What the user is told.' }],
  examples: [
    {
      command: 'Set-SendConnector "To provider" -AuthenticationCredential (Get-Credential)',
      description: 'A login for a smart host.',
    },
  ],
  async *run({ parameters, frame }) {
    const { host } = frame.state;
    const credential = await host.credential(
      textParameter(parameters, 'UserName'),
      textParameter(parameters, 'Message'),
    );
    if (credential === undefined) {
      throw new TerminatingError(
        'There is nobody who can be asked for a credential: run the command in a terminal.',
        {
          type: 'HostException',
        },
      );
    }
    yield credential;
  },
};
