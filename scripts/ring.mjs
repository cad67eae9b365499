import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { withNode24 } from './check.mjs';
import { ringReport } from './ring-report.mjs';
import { node, root, run } from './setup.mjs';

/**
 * Runs one project of jest.config.mjs; the arguments of the script go to jest too. `parts`: one process after the other runs
 * so many, since what a suite has loaded stays in memory until its process ends.
 */
export async function ring(name, options = [], parts = 1) {
  const reports = [];
  for (let part = 1; part <= parts; part += 1) {
    const some = parts === 1 ? [] : [`--shard=${part}/${parts}`];
    reports.push(await jest([`--selectProjects=${name}`, ...some, ...options, ...process.argv.slice(2)]));
  }
  return {
    code: Math.max(...reports.map(({ code }) => code)),
    passed: reports.reduce((sum, { passed }) => sum + passed, 0),
    failed: reports.reduce((sum, { failed }) => sum + failed, 0),
    leftOut: reports.flatMap(({ leftOut }) => leftOut),
  };
}

async function jest(options) {
  const dir = mkdtempSync(join(tmpdir(), 'mailyard-test-'));
  const outputFile = join(dir, 'results.json');
  const code = await run(
    node,
    [
      '--experimental-vm-modules',
      '--disable-warning=ExperimentalWarning',
      join(root, 'node_modules/jest/bin/jest.js'),
      '--passWithNoTests',
      '--json',
      `--outputFile=${outputFile}`,
      ...options,
    ],
    // With --json jest writes the results to standard output too; what people read comes on standard error.
    { env: withNode24(), stdio: ['inherit', 'ignore', 'inherit'] },
  );
  const results = readResults(outputFile);
  rmSync(dir, { recursive: true, force: true });
  return { code, ...ringReport(results) };
}

/** By name: jest then calls all others pending, as those that were left out. */
export function testsAreChosen() {
  return process.argv.some((argument) => /^(?:-t|--testNamePattern)/.test(argument));
}

/** A jest that died has left no results. */
function readResults(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return { numPassedTests: 0, numFailedTests: 1, numRuntimeErrorTestSuites: 0, testResults: [] };
  }
}
