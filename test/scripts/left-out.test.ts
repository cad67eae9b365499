import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

import { repository } from '../stack/site.js';

const program = `
  import { text } from 'node:stream/consumers';
  import { ringReport, summarize } from ${JSON.stringify(join(repository, 'scripts/ring-report.mjs'))};
  const { results, ...how } = JSON.parse(await text(process.stdin));
  console.log(JSON.stringify(summarize([{ code: 0, ...ringReport(results) }], how)));
`;
const pending = { status: 'pending', ancestorTitles: ['GSSAPI'], title: 'is offered' };
const passed = { status: 'passed', ancestorTitles: ['others'], title: 'is fine' };
const file = join(repository, 'test/a.test.ts');

/** The last lines of a run with these tests. */
function summary(tests: readonly object[], how: { readonly ci?: boolean; readonly chosen?: boolean }) {
  const results = {
    numPassedTests: 1,
    numFailedTests: 0,
    numRuntimeErrorTestSuites: 0,
    testResults: [{ name: file, assertionResults: tests }],
  };
  const input = JSON.stringify({ ci: false, chosen: false, ...how, results });
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
});
