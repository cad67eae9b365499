// `npm test`: sets up what is missing, then the checks, then the rings of tests, so that failures come early.
// Arguments go to jest: npm test -- --testPathPatterns retry
import { check } from './check.mjs';
import { ring } from './ring.mjs';
import { runScript, setUp } from './setup.mjs';

runScript(async () => {
  await setUp();
  await check();
  // A spec that fails may leave a socket of its own open: its failure is to be read, not waited for.
  const unit = await ring('unit', ['--forceExit']);
  // Processes, ports and the clock of the machine are shared: one suite after the other.
  const system = await ring('system', ['--runInBand']);
  const passed = unit.passed + system.passed;
  const failed = unit.failed + system.failed;
  console.log(`${passed} passed, ${failed} failed`);
  return failed === 0 && unit.code === 0 && system.code === 0 ? 0 : 1;
});
