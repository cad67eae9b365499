import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { repository } from '../stack/site.js';

const program = `
  import { text } from 'node:stream/consumers';
  import { repeated, ringReport, summarize } from ${JSON.stringify(join(repository, 'scripts/ring-report.mjs'))};
  const { results, alone, ...how } = JSON.parse(await text(process.stdin));
  const reportOf = (of) => ({ code: of.numFailedTests, ...ringReport(of) });
  const ring = alone === undefined ? reportOf(results) : repeated(reportOf(results), reportOf(alone));
  console.log(JSON.stringify(summarize([ring], how)));
`;
const pending = { status: 'pending', ancestorTitles: ['GSSAPI'], title: 'is offered' };
const passed = { status: 'passed', ancestorTitles: ['others'], title: 'is fine' };
const file = join(repository, 'test/a.test.ts');

function resultsOf(tests: readonly object[], failed = 0) {
  return {
    numPassedTests: 1,
    numFailedTests: failed,
    numRuntimeErrorTestSuites: 0,
    testResults: [{ name: file, status: failed === 0 ? 'passed' : 'failed', assertionResults: tests }],
  };
}

interface How {
  readonly ci?: boolean;
  readonly chosen?: boolean;
  readonly failed?: number;
  readonly failedAlone?: number;
}

/** The last lines of a run with these tests. */
function summary(tests: readonly object[], { failed, failedAlone, ...how }: How) {
  const results = resultsOf(tests, failed);
  const alone = failedAlone === undefined ? undefined : resultsOf(tests, failedAlone);
  const input = JSON.stringify({ ci: false, chosen: false, ...how, results, alone });
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program], { input });
  return JSON.parse(stdout.toString()) as unknown;
}

describe('the end of npm test', () => {
  it('counts', () => {
    expect(summary([passed], { ci: true })).toEqual({ lines: ['1 passed, 0 failed'], code: 0 });
  });

  it('names what was left out', () => {
    expect(summary([passed, pending, pending], {})).toEqual({
      lines: ['left out: test/a.test.ts, GSSAPI: 2 tests', '1 passed, 0 failed, 2 skipped'],
      code: 0,
    });
  });

  it('is a failure in CI when something was left out', () => {
    expect(summary([passed, pending], { ci: true })).toMatchObject({
      lines: [expect.anything(), expect.stringMatching(/^CI /), '1 passed, 0 failed, 1 skipped'],
      code: 1,
    });
  });

  it('does not name what was not asked for', () => {
    expect(summary([passed, pending], { ci: true, chosen: true })).toEqual({
      lines: ['1 passed, 0 failed'],
      code: 0,
    });
  });

  it('names a suite that failed beside others and passed alone', () => {
    expect(summary([passed], { failed: 1, failedAlone: 0 })).toEqual({
      lines: [
        'unsteady: test/a.test.ts failed beside others and passed alone: mend it',
        '2 passed, 0 failed',
      ],
      code: 0,
    });
  });

  it('is a failure when a suite fails alone, too', () => {
    expect(summary([passed], { failed: 2, failedAlone: 1 })).toEqual({
      lines: ['1 passed, 2 failed'],
      code: 1,
    });
  });
});
