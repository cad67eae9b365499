// `npm start`: sets up what is missing, then hands over to the launcher and passes signals on to it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';

import { node, root, runScript, setUp } from './setup.mjs';

runScript(async () => {
  await setUp();
  // The launcher stops when this channel closes, so it does not outlive this process even when that is killed.
  const launcher = spawn(node, [join(root, 'apps/launcher/dist/main.js'), ...process.argv.slice(2)], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => launcher.kill(signal));
  stopWithNpm(launcher);
  return new Promise((resolve, reject) => {
    launcher.once('error', reject);
    launcher.once('exit', (code, signal) => resolve(signal === null ? code : 1));
  });
});

/** npm cannot pass SIGKILL on: when it is gone, the parent of this process changes. */
function stopWithNpm(launcher) {
  if (process.env.npm_lifecycle_event === undefined) return;
  const npm = process.ppid;
  setInterval(() => {
    if (process.ppid !== npm) launcher.kill('SIGTERM');
  }, 1000).unref();
}
