// `npm run check`: everything about a change that can be seen without running it, the quickest first.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { bin, build, node, root, run, runScript, SetupError } from './setup.mjs';

export async function check() {
  await build();
  await must('lint', bin('oxlint'), ['--type-aware']);
  await canary();
  await must('docs', node, [join(root, 'scripts/docs.mjs'), '--check']);
  await must('format', bin('prettier'), ['--check', '--log-level', 'warn', '.']);
}

async function must(what, command, args) {
  const code = await run(command, args, { env: withNode24() });
  if (code !== 0) throw new SetupError(`check failed: ${what}`);
}

/** A linter that lost its type information finds nothing and reports success, so it is shown a file with a mistake. */
async function canary() {
  const args = ['--type-aware', '--config', join(root, 'oxlint.config.ts'), join(root, 'scripts/canary')];
  const code = await run(bin('oxlint'), args, { env: withNode24(), stdio: 'ignore' });
  if (code === 0) throw new SetupError('check failed: lint misses the mistake in scripts/canary');
}

/** The tools' own files ask for `node` by name. */
export function withNode24() {
  return { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` };
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) runScript(check);
