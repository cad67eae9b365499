import type { CommandDefinition } from '../../command/command.js';
import { TerminatingError } from '../../errors/error-record.js';
import { inputOf } from '../../command/input.js';
import { constructorOf } from '../../values/constructors.js';
import { textOf } from '../../values/text.js';
import { Credential, Hashtable, itemsOf, PSObject, SecureString, type Value } from '../../values/value.js';
import { isOn, switchOf, textParameter } from '../parameters.js';

export const readHost: CommandDefinition = {
  name: 'Read-Host',
  synopsis: 'A line that the user types.',
  parameters: [
    { name: 'Prompt', type: 'object', position: 1, remaining: true, description: 'What the user is asked.' },
    switchOf('AsSecureString', 'Not shown while it is typed, nor later.'),
  ],
  async *run({ parameters, frame }) {
    const isSecret = isOn(parameters, 'AsSecureString');
    const prompt = textParameter(parameters, 'Prompt');
    const line = await frame.state.host.readLine(prompt === undefined ? '' : `${prompt}: `, { isSecret });
    if (line === undefined) {
      throw new TerminatingError('There is nobody who can be asked: run the command in a terminal.', {
        type: 'HostException',
      });
    }
    yield isSecret ? new SecureString(line) : line;
  },
};

export const convertToSecureString: CommandDefinition = {
  name: 'ConvertTo-SecureString',
  synopsis: 'A text as a secret that is not shown.',
  parameters: [
    {
      name: 'String',
      type: 'string',
      mandatory: true,
      position: 1,
      pipeline: 'value',
      description: 'The text.',
    },
    switchOf('AsPlainText', 'The text is the secret itself, and not encrypted.'),
    switchOf('Force', 'Confirms that.'),
  ],
  async *run(invocation) {
    if (!isOn(invocation.parameters, 'AsPlainText')) {
      throw new TerminatingError('Only plain text can be taken: add -AsPlainText -Force.', {
        type: 'PSArgumentException',
      });
    }
    for await (const item of inputOf(invocation, 'String')) yield new SecureString(textOf(item));
  },
};

type Maker = (parameters: readonly Value[]) => Value;

const makers: Readonly<Record<string, Maker>> = {
  pscredential: ([user = null, password = null]) =>
    new Credential(textOf(user), password instanceof SecureString ? password.secret : textOf(password)),
};

export const newObject: CommandDefinition = {
  name: 'New-Object',
  synopsis:
    'An object: PSObject with properties, PSCredential of a name and a SecureString, a list, a hashtable, an exception.',
  parameters: [
    {
      name: 'TypeName',
      type: 'string',
      mandatory: true,
      position: 1,
      description: 'PSObject, PSCredential, ArrayList, Hashtable, or the name of an exception.',
    },
    {
      name: 'ArgumentList',
      type: 'object',
      position: 2,
      aliases: ['Args'],
      description: 'What the type is made of.',
    },
    { name: 'Property', type: 'object', description: 'A hashtable of properties.' },
  ],
  async *run({ parameters }) {
    const typeName = textParameter(parameters, 'TypeName') ?? '';
    const make = makers[typeName.toLowerCase().replace(/^.*\./, '')] ?? constructorOf(typeName);
    if (make === undefined) {
      throw new TerminatingError(`Cannot find type [${typeName}].`, { type: 'PSArgumentException' });
    }
    const made = make(itemsOf(parameters.get('ArgumentList') ?? null));
    const properties = parameters.get('Property');
    if (made instanceof PSObject && properties instanceof Hashtable) {
      for (const [name, value] of properties.entries.entries()) made.properties.set(name, value);
    }
    yield made;
  },
};
