#!/usr/bin/env node
import { runShell } from './run-shell.js';

// `… | head`: whoever reads may have enough before the end.
process.stdout.on('error', () => undefined);

process.exitCode = await runShell(process.argv.slice(2));
