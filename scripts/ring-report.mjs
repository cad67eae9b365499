import { relative } from 'node:path';

import { root } from './setup.mjs';

/** What jest's `--json` results say, as far as the last lines of a run do. */
export function ringReport(results) {
  return {
    passed: results.numPassedTests,
    // A suite that could not even start counts as failed too.
    failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
    failedFiles: results.testResults.filter(({ status }) => status === 'failed').map(({ name }) => name),
    leftOut: results.testResults.flatMap(leftOutOf),
    unsteady: [],
  };
}

/** Of processes that each ran a part of it. */
export function ringOf(reports) {
  return {
    code: Math.max(...reports.map(({ code }) => code)),
    passed: reports.reduce((sum, { passed }) => sum + passed, 0),
    failed: reports.reduce((sum, { failed }) => sum + failed, 0),
    failedFiles: reports.flatMap(({ failedFiles }) => failedFiles),
    leftOut: reports.flatMap(({ leftOut }) => leftOut),
    unsteady: [],
  };
}

/** What a ring is worth whose failed suites were run once more, alone: what fails alone, too, has failed. */
export function repeated(ring, alone) {
  if (alone.code !== 0 || alone.failed > 0) return ring;
  return { ...ring, code: 0, passed: ring.passed + ring.failed, failed: 0, unsteady: ring.failedFiles };
}

/** By group: `test/a.test.ts, GSSAPI (RFC 4752)` and the number of its tests. */
function leftOutOf({ name, assertionResults }) {
  const groups = new Map();
  for (const { status, ancestorTitles, title } of assertionResults) {
    if (status !== 'pending') continue;
    const group = `${relative(root, name)}, ${ancestorTitles[0] ?? title}`;
    groups.set(group, (groups.get(group) ?? 0) + 1);
  }
  return Array.from(groups, ([title, tests]) => ({ title, tests }));
}

/**
 * The last lines of a run and its exit code. CI leaves nothing out (`CI` is set there), except where it was asked for
 * some tests only.
 */
export function summarize(rings, { ci, chosen }) {
  const sum = (count) => rings.reduce((total, ring) => total + count(ring), 0);
  const [passed, failed] = [sum((ring) => ring.passed), sum((ring) => ring.failed)];
  const leftOut = chosen ? [] : rings.flatMap((ring) => ring.leftOut);
  const skipped = leftOut.reduce((total, { tests }) => total + tests, 0);
  const lines = leftOut.map(({ title, tests }) => `left out: ${title}: ${tests} tests`);
  for (const file of rings.flatMap(({ unsteady }) => unsteady)) {
    lines.push(`unsteady: ${relative(root, file)} failed beside others and passed alone: mend it`);
  }
  if (ci && skipped > 0) lines.push('CI leaves nothing out: install what these tests need');
  lines.push(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
  const good = failed === 0 && rings.every(({ code }) => code === 0) && !(ci && skipped > 0);
  return { lines, code: good ? 0 : 1 };
}
