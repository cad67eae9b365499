// `npm run test:containers`: the stack of docker-compose.yml, scaled and killed. Needs a running Docker engine and
// docker-compose 1.29 or Compose v2.
import { spawnSync } from 'node:child_process';

import { ring, testsAreChosen } from './ring.mjs';
import { summarize } from './ring-report.mjs';
import { runScript, setUp, SetupError } from './setup.mjs';

runScript(async () => {
  if (spawnSync('docker', ['version']).status !== 0) throw new SetupError('no Docker engine answers');
  await setUp();
  const report = await ring('containers', ['--runInBand']);
  const { lines, code } = summarize([report], { ci: false, chosen: testsAreChosen() });
  for (const line of lines) console.log(line);
  return code;
});
