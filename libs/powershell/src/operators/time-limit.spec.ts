import { everydayCommands } from '../commands/index.js';
import { TestShell } from '../spec-support/test-shell.js';

const text = `${'a'.repeat(40)}b`;
const careless = '^(a|aa)+$';

it.each([
  `'${text}' -match '${careless}'`,
  `'${text}' -replace '${careless}', 'x'`,
  `'${text}' -split '${careless}'`,
  `[regex]::IsMatch('${text}', '${careless}')`,
  `[regex]::Matches('${text}', '${careless}')`,
  `switch -regex ('${text}') { '${careless}' { 1 } }`,
  `'${text}' | Select-String '${careless}'`,
  `function f([ValidatePattern('${careless}')] $p) { $p }; f '${text}'`,
  `'${'a'.repeat(3000)}' -match 'a*a*a*a*a*b'`,
])('a regular expression that would take for ever ends with an error: %.60s', async (script) => {
  const shell = new TestShell(everydayCommands);
  const shown = await shell.shown(script).catch(String);
  expect(`${shown} ${shell.errors.join()}`).toContain('The RegEx engine has timed out');
  expect(await shell.shown("'still' -match '(s)till'; $Matches[1]")).toBe('True\ns');
});

it.each([
  ['what else a pattern does', String.raw`'a1b22' -replace '(\d+)', '<$1>'`, 'a<1>b<22>'],
  ['groups by name', String.raw`$null = 'x=7' -match '(?<n>\w)=\d'; "<$($Matches.n)>"`, '<x>'],
  ['a pattern that is none', "'a' -match '('", 'parsing "("'],
])('is as it was without a limit: %s', async (_, script, expected) => {
  const shell = new TestShell(everydayCommands);
  const shown = await shell.shown(script).catch(String);
  expect(`${shown} ${shell.errors.join()}`).toContain(expected);
});
