// `npm run test:containers`: the stack of docker-compose.yml, scaled and killed. Needs a running Docker engine and
// docker-compose 1.29 or Compose v2.
import { spawnSync } from 'node:child_process';

import { ring } from './ring.mjs';
import { runScript, setUp, SetupError } from './setup.mjs';

runScript(async () => {
  if (spawnSync('docker', ['version']).status !== 0) throw new SetupError('no Docker engine answers');
  await setUp();
  const { code, passed, failed } = await ring('containers', ['--runInBand']);
  console.log(`${passed} passed, ${failed} failed`);
  return code;
});
