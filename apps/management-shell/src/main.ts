#!/usr/bin/env node
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';

// Beside the code: whoever could write there could change the code itself. Where nobody may, it does without.
enableCompileCache(join(import.meta.dirname, '../../../node_modules/.cache/mailyard'));
const { runShell } = await import('./run-shell.js');

// `… | head`: whoever reads may have enough before the end.
process.stdout.on('error', () => undefined);

process.exitCode = await runShell(process.argv.slice(2));
