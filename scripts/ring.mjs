import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { withNode24 } from './check.mjs';
import { repeated, ringOf, ringReport } from './ring-report.mjs';
import { node, root, run } from './setup.mjs';

/** More suites than that do not fail by chance. */
const unsteadyMax = 2;

/**
 * Runs one project of jest.config.mjs; the arguments of the script go to jest too. `parts`: one process after the other runs
 * so many, since what a suite has loaded stays in memory until its process ends. `again`: one or two suites that failed are
 * run once more, alone; those that pass then are named as unsteady by the last lines of the run.
 */
export async function ring(name, options = [], { parts = 1, again = false } = {}) {
  const project = `--selectProjects=${name}`;
  const reports = [];
  for (let part = 1; part <= parts; part += 1) {
    const some = parts === 1 ? [] : [`--shard=${part}/${parts}`];
    reports.push(await jest([project, ...some, ...options, ...process.argv.slice(2)]));
  }
  const whole = ringOf(reports);
  const { failedFiles } = whole;
  if (!again || failedFiles.length === 0 || failedFiles.length > unsteadyMax) return whole;
  return repeated(
    whole,
    await jest([project, '--forceExit', '--runInBand', '--runTestsByPath', ...failedFiles]),
  );
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
