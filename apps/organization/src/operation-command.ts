import type { Operation } from '@mailyard/operations/operation';
import type { z } from 'zod';

import { say, type Command, type CommandLine, type Option } from './command.js';

interface OperationCommand<Input extends z.ZodType, Output extends z.ZodType> {
  readonly name: string;
  readonly operands?: string;
  readonly options?: readonly Option[];
  readonly operation: Operation<Input, Output>;
  /** What was typed, as the operation's input; asks for what must not be typed there. */
  readonly input: (line: CommandLine) => unknown;
  /** For scripts; default: the output as it is. */
  readonly json?: (output: z.output<Output>) => unknown;
  /** For people. */
  readonly show: (output: z.output<Output>) => readonly string[];
  /** Of an order that was carried out in part. */
  readonly exitCode?: (output: z.output<Output>) => number;
}

const jsonOption: Option = { name: 'json', help: 'Write JSON, for scripts.' };

/** A command that carries one operation out. */
export function operationCommand<Input extends z.ZodType, Output extends z.ZodType>(
  given: OperationCommand<Input, Output>,
): Command {
  const { name, operands = '', options = [], operation, input, show } = given;
  const { exitCode = () => 0, json = (output) => output } = given;
  return {
    name,
    operands,
    summary: operation.summary,
    options: [...options, jsonOption],
    prepare: (line) => {
      const ordered = input(line);
      return async (order) => {
        const output = await order(operation, await ordered);
        if (line.has('json')) say([JSON.stringify(json(output), undefined, 2)]);
        else say(show(output));
        return exitCode(output);
      };
    },
  };
}
