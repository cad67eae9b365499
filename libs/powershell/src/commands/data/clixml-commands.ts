import { ClixmlError, readClixml } from '../../clixml/read-clixml.js';
import { writeClixml } from '../../clixml/write-clixml.js';
import type { CommandDefinition, Invocation } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { TerminatingError } from '../../errors/error-record.js';
import { gathered } from '../../values/gathered.js';
import { textOf } from '../../values/text.js';
import { itemsOf } from '../../values/value.js';
import { writeFile } from '../output/output-commands.js';
import { encoding, inputObject, integer, numberParameter, path, withByteOrderMark } from '../parameters.js';

const pathOf = ({ parameters }: Invocation) => textOf(parameters.get('Path') ?? null);

export const exportClixml: CommandDefinition = {
  name: 'Export-Clixml',
  synopsis: 'Writes objects into a file that Import-Clixml reads, here and in PowerShell.',
  aliases: ['epxml'],
  changes: true,
  parameters: [
    path,
    integer('Depth', 'How deep objects are followed.', { default: '2' }),
    encoding,
    inputObject,
  ],
  examples: [
    {
      command: 'Get-ReceiveConnector | Export-Clixml connectors.xml',
      description: 'All connectors into a file.',
    },
  ],
  async *run(invocation) {
    const items = await gathered(inputOf(invocation));
    const text = explained(() => writeClixml(items, numberParameter(invocation.parameters, 'Depth') ?? 2));
    await writeFile(invocation, withByteOrderMark(text, invocation.parameters), { append: false });
    yield* [];
  },
};

export const importClixml: CommandDefinition = {
  name: 'Import-Clixml',
  synopsis: 'Reads the objects of a file that Export-Clixml wrote, here or on an Exchange server.',
  aliases: ['ipxml'],
  parameters: [path],
  examples: [
    {
      command: 'Import-Clixml GetReceiveConnector.xml | Format-Table Identity,Bindings',
      description: 'What an export has.',
    },
  ],
  async *run(invocation) {
    const text = await invocation.frame.state.host.readText(pathOf(invocation));
    for (const value of explained(() => readClixml(text))) yield* itemsOf(value);
  },
};

function explained<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof ClixmlError) throw new TerminatingError(error.message, { category: 'InvalidData' });
    throw error;
  }
}
