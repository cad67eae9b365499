import { CommandError, parseCommandLine } from '../command.js';
import { usage, usageOf } from '../usage.js';
import { commands } from './index.js';

it.each(commands.map((command) => [command.name, command] as const))('%s has its help', (name, command) => {
  const [synopsis = '', , summary] = usageOf(command).split('\n');
  expect(synopsis).toContain(`-- ${name}`);
  expect(summary).toMatch(/\w/);
  expect(usage(commands)).toContain(`  ${name}`);
  // None is hidden behind another one of which it begins with the name.
  const others = commands.filter((other) => other !== command && `${name} `.startsWith(`${other.name} `));
  expect(others).toEqual([]);
});

it.each([
  ['mailbox add', []],
  ['retry', []],
  ['message show', ['a', 'b']],
  ['apply', ['--no-such']],
  ['tracking import', ['x']],
])('%s: a wrong line is told before anything is connected to', (name, args) => {
  const command = commands.find((each) => each.name === name);
  expect(() => command?.prepare(parseCommandLine(command, args))).toThrow(CommandError);
});
