import { everydayCommands } from '../commands/index.js';
import { RandomScripts } from '../spec-support/random-scripts.js';
import { TestShell } from '../spec-support/test-shell.js';
import { ParseError } from '../syntax/parse-error.js';

const commands = everydayCommands.map(({ name }) => name);

/** What the host of a test says where there is no such file. */
function isExpected(error: unknown): boolean {
  return error instanceof ParseError || (error instanceof Error && error.message.startsWith('no file '));
}

it('whatever runs ends with values and told errors, and is never a fault of the shell', async () => {
  const scripts = new RandomScripts(33, commands);
  const faults: unknown[] = [];
  for (let i = 0; i < 500; i += 1) {
    const script = scripts.next();
    await new TestShell().shown(script).catch((error: unknown) => {
      if (!isExpected(error)) faults.push({ script, error });
    });
  }
  expect(faults).toEqual([]);
}, 30_000);
