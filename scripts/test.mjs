// `npm test`: sets up what is missing, then the checks, then the rings of tests, so that failures come early.
// Arguments go to jest: npm test -- --testPathPatterns retry
import { check } from './check.mjs';
import { ring, testsAreChosen } from './ring.mjs';
import { summarize } from './ring-report.mjs';
import { runScript, setUp } from './setup.mjs';
import { installTestTools } from './test-tools.mjs';

runScript(async () => {
  await setUp();
  await installTestTools();
  await check();
  // A spec that fails may leave a socket of its own open: its failure is to be read, not waited for.
  const parts = testsAreChosen() ? 1 : 6;
  const unit = await ring('unit', ['--forceExit', '--maxWorkers=100%'], { parts, again: true });
  // Their stacks mostly wait, but each wants memory of its own.
  const system = await ring('system', ['--maxWorkers=2'], { again: true });
  // One stack and one browser for all pages.
  const web = await ring('web', ['--runInBand'], { again: true });
  // Here nothing is repeated: a message that was lost once is lost.
  const resilience = await ring('resilience', ['--maxWorkers=2']);
  // These want the machine for themselves: one suite after the other.
  const capacity = await ring('capacity', ['--runInBand']);
  const { CI: ci = '' } = process.env;
  const { lines, code } = summarize([unit, system, web, resilience, capacity], {
    ci: ci !== '' && ci !== 'false',
    chosen: testsAreChosen(),
  });
  for (const line of lines) console.log(line);
  return code;
});
