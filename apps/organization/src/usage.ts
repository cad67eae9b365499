import type { Command, Option } from './command.js';

const script = 'npm run -s organization --';

/** All commands, a line each. */
export function usage(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => synopsis(command).length));
  return [
    `Usage: ${script} COMMAND`,
    '',
    ...commands.map((command) => `  ${synopsis(command).padEnd(width)}  ${command.summary}`),
    '',
    `FILE may be - for the standard input. ${script} COMMAND --help tells the options.`,
    `With --edge COMMAND is about the Edge Transport server of this machine (npm run start:edge).`,
  ].join('\n');
}

export function usageOf(command: Command): string {
  const options = [...command.options, { name: 'help', help: 'This text.' }];
  const width = Math.max(...options.map((option) => optionText(option).length));
  return [
    `Usage: ${script} ${synopsis(command)}${command.options.length === 0 ? '' : ' [OPTION…]'}`,
    '',
    command.summary,
    '',
    ...options.map((option) => `  ${optionText(option).padEnd(width)}  ${option.help}`),
  ].join('\n');
}

function synopsis({ name, operands }: Command): string {
  return operands === '' ? name : `${name} ${operands}`;
}

function optionText({ name, value, multiple = false }: Option): string {
  return `--${name}${value === undefined ? '' : ` ${value}`}${multiple ? ' …' : ''}`;
}
