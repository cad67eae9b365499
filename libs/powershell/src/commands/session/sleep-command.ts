import { TerminatingError } from '../../errors/error-record.js';
import type { CommandDefinition } from '../../command/command.js';
import { numberParameter } from '../parameters.js';

/** Longer than a day nobody sleeps in a script. */
const secondsMax = 86_400;

export const startSleep: CommandDefinition = {
  name: 'Start-Sleep',
  synopsis: 'Waits; Ctrl-C ends it.',
  aliases: ['sleep'],
  parameters: [
    {
      name: 'Seconds',
      type: 'object',
      aliases: ['s'],
      position: 1,
      description: 'So many seconds; 0.5 is half of one.',
    },
    {
      name: 'Milliseconds',
      type: 'integer',
      aliases: ['ms', 'm'],
      description: 'So many thousandths of a second.',
    },
  ],
  parameterSets: [['Seconds'], ['Milliseconds']],
  async *run({ parameters, frame: { state } }) {
    const seconds =
      numberParameter(parameters, 'Seconds') ?? (numberParameter(parameters, 'Milliseconds') ?? NaN) / 1000;
    if (!(seconds >= 0 && seconds <= secondsMax)) {
      throw new TerminatingError(
        `Cannot wait so long: name -Seconds or -Milliseconds, from 0 to ${secondsMax} seconds.`,
        {
          category: 'InvalidArgument',
        },
      );
    }
    await state.host.wait(seconds * 1000, state.signal);
    state.signal.throwIfAborted();
    yield* [];
  },
};
