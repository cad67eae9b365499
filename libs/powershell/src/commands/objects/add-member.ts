import type { CommandDefinition } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { TerminatingError } from '../../errors/error-record.js';
import { textOf } from '../../values/text.js';
import { Hashtable, PSObject, type Value } from '../../values/value.js';
import { inputObject, isOn, switchOf } from '../parameters.js';

export const addMember: CommandDefinition = {
  name: 'Add-Member',
  synopsis: 'Gives objects another property.',
  parameters: [
    {
      name: 'MemberType',
      type: 'enum',
      values: ['NoteProperty'],
      aliases: ['Type'],
      position: 1,
      description: 'NoteProperty: a property with a value.',
    },
    { name: 'Name', type: 'string', position: 2, description: 'Its name.' },
    { name: 'Value', type: 'object', position: 3, description: 'Its value.' },
    { name: 'NotePropertyMembers', type: 'object', description: 'Several at once: a hashtable.' },
    switchOf('Force', 'In place of one of that name.'),
    switchOf('PassThru', 'The objects go on.'),
    inputObject,
  ],
  async *run(invocation) {
    const { parameters } = invocation;
    const several = parameters.get('NotePropertyMembers');
    const added: readonly (readonly [string, Value])[] =
      several instanceof Hashtable
        ? several.entries.entries()
        : [[textOf(parameters.get('Name') ?? null), parameters.get('Value') ?? null]];
    for await (const item of inputOf(invocation)) {
      if (!(item instanceof PSObject)) {
        throw new TerminatingError('Only objects with properties take another one.');
      }
      for (const [name, value] of added) {
        if (item.properties.has(name) && !isOn(parameters, 'Force')) {
          throw new TerminatingError(
            `Cannot add a member with the name "${name}" because a member with that name already exists. To overwrite the member anyway, add the Force parameter to your command.`,
          );
        }
        item.properties.set(name, value);
      }
      if (isOn(parameters, 'PassThru')) yield item;
    }
  },
};
