// `npm run bench`: builds, then loads Mailyard and, when it is installed, Debian's Postfix. Options: see bench/main.ts.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

import { node, root, run, runScript, setUp } from './setup.mjs';

runScript(async () => {
  await setUp();
  installPostfix();
  return run(node, [join(root, 'bench/dist/main.js'), ...process.argv.slice(2)]);
});

/** smtp-source makes the load, Postfix is the neighbour to compare with. Without main.cf Debian never starts it. */
function installPostfix() {
  if (existsSync('/usr/sbin/smtp-source') || process.getuid?.() !== 0) return;
  console.log('bench: installing postfix (not configured, not started)');
  const script = `
    echo 'postfix postfix/main_mailer_type select No configuration' | debconf-set-selections
    export DEBIAN_FRONTEND=noninteractive
    apt-get install -y -q --no-install-recommends postfix ||
      { apt-get update -q && apt-get install -y -q --no-install-recommends postfix; }`;
  spawnSync('sh', ['-c', script], { stdio: ['ignore', 'ignore', 'inherit'] });
}
