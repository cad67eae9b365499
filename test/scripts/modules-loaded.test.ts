import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { repository } from '../stack/site.js';

const run = promisify(execFile);

/** Tells at the end which files were loaded, however. */
const counter = `data:text/javascript,${encodeURIComponent(`
  import { registerHooks } from 'node:module';
  const files = new Set();
  registerHooks({ load: (url, context, next) => { files.add(url); return next(url, context); } });
  process.on('exit', () => {
    const told = [...files].filter((url) => url.startsWith('file:'));
    process.stdout.write('\\nLOADED ' + JSON.stringify(told) + '\\n');
  });
`)}`;

async function filesOf(app: string, ...words: readonly string[]): Promise<readonly string[]> {
  const main = join(repository, 'apps', app, 'dist/main.js');
  // What is wrong with the line is told before anything is connected to, and with all that the command needs.
  const args = [`--import=${counter}`, main, ...words];
  const ended = await run(process.execPath, args, { env: { PATH: process.env['PATH'] } }).catch(
    (error: unknown) => error as { readonly stdout: string },
  );
  return JSON.parse(/^LOADED (.+)$/m.exec(ended.stdout)?.[1] ?? '[]') as readonly string[];
}

/** Each costs a command some 0.4 ms at its start. What only some orders need is loaded late: CONTRIBUTING.md, "Where code goes". */
it.each([
  ['organization', ['queue', 'frob'], 876],
  ['organization', ['message', 'frob'], 888],
  ['organization', ['apply', '--frob'], 991],
  ['organization', ['--help'], 1_140],
  ['management-shell', ['-Help'], 132],
])(
  '%s %j loads no more modules than its budget',
  async (app, words, budget) => {
    const files = await filesOf(app, ...words);
    expect(files.length).toBeGreaterThan(budget * 0.8);
    expect(files.length).toBeLessThanOrEqual(budget);
    // What only services need, and what is loaded late.
    const unwanted =
      /node_modules\/(?:@nestjs|rxjs|bullmq|yaml|prom-client|pino|libmime|htmlparser2|html-to-text|smtp-server)\/|libs\/(?:transport|delivery|certificates)\//;
    expect(files.filter((file) => unwanted.test(file))).toEqual([]);
  },
  60_000,
);
