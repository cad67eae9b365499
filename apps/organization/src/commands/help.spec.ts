import { CommandError, parseCommandLine } from '../command.js';
import { usage, usageOf } from '../usage.js';
import { allCommands, commandsAbout } from './index.js';

const commands = await allCommands();

it.each(commands.map((command) => [command.name, command] as const))('%s has its help', (name, command) => {
  const [synopsis = '', , summary] = usageOf(command).split('\n');
  expect(synopsis).toContain(`-- ${name}`);
  expect(summary).toMatch(/\w/);
  expect(usage(commands)).toContain(`  ${name}`);
  // None is hidden behind another one of which it begins with the name.
  const others = commands.filter((other) => other !== command && `${name} `.startsWith(`${other.name} `));
  expect(others).toEqual([]);
});

it.each(commands.map(({ name }) => name))('%s is found by its first word', async (name) => {
  const about = await commandsAbout(name.split(' ', 1)[0]);
  expect(about.map((command) => command.name)).toContain(name);
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
