// What a checkout needs before anything can run: npm packages (with them Node 24), redis-server, the compiled code.
// Plain JavaScript without dependencies, because it runs on the machine's own Node before anything is installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

import { buildWeb } from './web-build.mjs';

export const root = fileURLToPath(new URL('..', import.meta.url));
/** Node 24 from the devDependency `node`: the runtime of everything but these scripts. */
export const node = join(root, 'node_modules/.bin/node');
export const bin = (name) => join(root, 'node_modules/.bin', name);

/** A reason to stop that the user can act on: shown as one line, without a stack. */
export class SetupError extends Error {}

export async function setUp() {
  if (Number(process.versions.node.split('.')[0]) < 20) {
    throw new SetupError(`Node 20 or newer is needed, this is ${process.version}`);
  }
  // Redis first: without the right to install it, the user should not wait for the packages to learn so.
  await installRedis();
  await installPackages();
  await build();
}

/** Runs `main` as a script: a SetupError becomes one line, the result becomes the exit code. */
export function runScript(main) {
  main().then(
    (code) => process.exit(code ?? 0),
    (error) => {
      console.error(error instanceof SetupError ? error.message : error);
      process.exit(1);
    },
  );
}

export function run(command, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', ...options });
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal === null ? code : 1));
  });
}

export async function build() {
  linkOwnPackages();
  const code = await run(node, [join(root, 'node_modules/typescript/bin/tsc'), '-b']);
  if (code !== 0) throw new SetupError('the build failed');
  const pages = await buildWeb(root, (args) => run(node, args));
  if (pages !== 0) throw new SetupError('the build of the web pages failed');
}

/** A lib or app that came with a pull needs its link among the packages, and no new installation. */
function linkOwnPackages() {
  for (const [path, { link, resolved }] of Object.entries(packagesIn('package-lock.json'))) {
    const target = join(root, path);
    if (link !== true || existsSync(target)) continue;
    mkdirSync(dirname(target), { recursive: true });
    symlinkSync(relative(dirname(target), join(root, resolved)), target);
  }
}

const packagesIn = (file) => JSON.parse(readFileSync(join(root, file), 'utf8')).packages;

async function installPackages() {
  if (packagesAreInstalled()) return;
  step('installing npm packages');
  await runQuietly(['npm', 'ci', '--loglevel=error'], 'npm ci failed');
  if (nodeRuns()) return;
  // Some npm configurations skip install scripts; this one only fetches the runtime for this kind of machine.
  await runQuietly(
    [process.execPath, 'installArchSpecificPackage.js'],
    'Node 24 could not be installed',
    join(root, 'node_modules/node'),
  );
  if (!nodeRuns()) throw new SetupError('Node 24 could not be installed: see node_modules/node');
}

/** True when every package of others in package-lock.json is in node_modules in the same version. */
function packagesAreInstalled() {
  const record = 'node_modules/.package-lock.json';
  if (!existsSync(join(root, record)) || !existsSync(node)) return false;
  const installed = packagesIn(record);
  return Object.entries(packagesIn('package-lock.json'))
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .every(([path, wanted]) => {
      const found = installed[path];
      return found === undefined ? wanted.optional === true : found.version === wanted.version;
    });
}

function nodeRuns() {
  return spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout?.startsWith('v24.') === true;
}

async function installRedis() {
  if (spawnSync('redis-server', ['--version']).status === 0) return;
  if (await installFromDebian(['redis-server'])) return;
  throw new SetupError(
    'redis-server is missing: install it (Debian: apt-get install redis-server) and start again',
  );
}

/** False without Debian's package manager, or without the right to use it. */
export async function installFromDebian(packages) {
  const asRoot = rootCommand();
  if (asRoot === undefined || spawnSync('apt-get', ['--version']).status !== 0) return false;
  const names = packages.join(' ');
  step(`installing ${names}`);
  await runQuietly([...asRoot, 'sh', '-c', installScript(names)], `${names} could not be installed`);
  return true;
}

function rootCommand() {
  if (process.getuid?.() === 0) return [];
  return spawnSync('sudo', ['-n', 'true']).status === 0 ? ['sudo', '-n'] : undefined;
}

// Debian's packages start a system-wide service, now and at every boot: Redis on port 6379, say. Mailyard runs a private
// one, so policy-rc.d forbids the start while the package is configured, and the units are disabled afterwards.
const installScript = (packages) => `
set -e
policy=/usr/sbin/policy-rc.d
saved=$policy.mailyard-saved
restore() { rm -f "$policy"; if [ -e "$saved" ]; then mv "$saved" "$policy"; fi; }
trap restore EXIT
trap 'exit 1' INT TERM HUP
if [ -e "$policy" ]; then mv "$policy" "$saved"; fi
printf '#!/bin/sh\\nexit 101\\n' > "$policy"
chmod 755 "$policy"
export DEBIAN_FRONTEND=noninteractive
apt-get install -y -q --no-install-recommends ${packages} ||
  { apt-get update -q && apt-get install -y -q --no-install-recommends ${packages}; }
if command -v systemctl >/dev/null; then
  for unit in ${packages}; do systemctl disable "$unit" || true; done
fi
`;

/** The output is shown only when the command fails. */
async function runQuietly([command, ...args], failure, cwd = root) {
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  const output = [];
  child.stdout.on('data', (chunk) => output.push(chunk));
  child.stderr.on('data', (chunk) => output.push(chunk));
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code === 0) return;
  process.stderr.write(Buffer.concat(output));
  throw new SetupError(failure);
}

function step(text) {
  console.log(`setup: ${text}`);
}
