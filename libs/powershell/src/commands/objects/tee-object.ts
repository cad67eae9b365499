import type { CommandDefinition } from '../../command/command.js';
import { inputOf } from '../../command/input.js';
import { setVariable } from '../../command/variables.js';
import { formattedLines } from '../../formatting/output-formatter.js';
import { gathered } from '../../values/gathered.js';
import { collected, type Value } from '../../values/value.js';
import { inputObject, isOn, switchOf, textParameter } from '../parameters.js';

export const teeObject: CommandDefinition = {
  name: 'Tee-Object',
  synopsis: 'Keeps what comes in a file or variable, and hands it on.',
  aliases: ['tee'],
  parameters: [
    {
      name: 'FilePath',
      type: 'string',
      position: 1,
      aliases: ['Path', 'LiteralPath'],
      description: 'A file.',
    },
    { name: 'Variable', type: 'string', description: 'A variable.' },
    switchOf('Append', 'After what the file has.'),
    inputObject,
  ],
  parameterSets: [['FilePath', 'Append'], ['Variable']],
  async *run(invocation) {
    const { parameters, frame } = invocation;
    const kept: Value[] = [];
    for await (const item of inputOf(invocation)) {
      kept.push(item);
      yield item;
    }
    const variable = textParameter(parameters, 'Variable');
    if (variable !== undefined) setVariable(variable, collected(kept), frame.scope);
    const file = textParameter(parameters, 'FilePath');
    if (file === undefined) return;
    const { host } = frame.state;
    const lines = await gathered(formattedLines(kept, host.width));
    const text = lines.map((line) => `${line}\n`).join('');
    await host.writeText(file, text, { append: isOn(parameters, 'Append') });
  },
};
