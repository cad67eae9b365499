import { run } from './run.js';

// `plan … | head`: whoever reads may have enough before the end.
process.stdout.on('error', () => undefined);

process.exitCode = await run(process.argv.slice(2));
