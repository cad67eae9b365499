import { spawn } from 'node:child_process';
import { chmod, chown, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { tempDir, type TempDir } from '@mailyard/testing';

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
/** Of no account of this machine. */
const uid = 54_321;
const launcher = new URL('../../dist/account/leave-root.js', import.meta.url).href;

let dir: TempDir;
let dataDir: string;

interface Outcome {
  readonly code: number | null;
  readonly output: string;
}

/** A program that leaves root as the launcher does, then tells who it is and what it may do. */
async function start(
  user?: string,
  portOffset = '10000',
  more: Readonly<Record<string, string>> = {},
): Promise<Outcome> {
  const program = join(dir.path, 'program.mjs');
  await writeFile(
    program,
    `import { leaveRoot } from ${JSON.stringify(launcher)};
import { readFileSync } from 'node:fs';
try {
  leaveRoot({ dataDir: ${JSON.stringify(dataDir)}, env: process.env, say: console.log });
} catch (error) {
  console.log(error.message);
  process.exit(1);
}
const status = readFileSync('/proc/self/status', 'utf8');
console.log(process.getuid(), process.getgid(), process.getgroups().join(), /CapEff:\\s*(\\w+)/.exec(status)[1]);
`,
  );
  await chmod(program, 0o644);
  const env = {
    ...process.env,
    MAILYARD_PORT_OFFSET: portOffset,
    ...more,
    ...(user === undefined ? {} : { MAILYARD_USER: user }),
  };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { code, output };
}

async function ownerOf(name: string): Promise<number> {
  return (await stat(join(dataDir, name))).uid;
}

beforeEach(async () => {
  dir = await tempDir();
  await chmod(dir.path, 0o755);
  dataDir = join(dir.path, 'data');
  await mkdir(join(dataDir, 'mailboxes/DB01'), { recursive: true });
  await mkdir(join(dataDir, 'pki'));
  await writeFile(join(dataDir, 'pki/ca.key'), 'secret', { mode: 0o600 });
});
afterEach(() => dir.remove());

asRoot('started as root', () => {
  it('becomes the account of MAILYARD_USER, to which all of the data directory is given', async () => {
    expect(await start(`${uid}:${uid}`)).toEqual({
      code: 0,
      output: `${uid} ${uid} ${uid} 0000000000000000\n`,
    });
    for (const name of ['.', 'pki/ca.key', 'mailboxes', 'mailboxes/DB01']) {
      expect(await ownerOf(name)).toBe(uid);
    }
  });

  it('becomes the owner of the data directory, and may listen on standard ports only', async () => {
    await chown(dataDir, uid, uid);
    const netBindService = '0000000000000400';
    expect((await start(undefined, '0')).output).toBe(`${uid} ${uid} ${uid} ${netBindService}\n`);
    expect(await ownerOf('pki/ca.key')).toBe(uid);
  });

  it('what root has put into pki since is given, too', async () => {
    await start(`${uid}:${uid}`);
    await writeFile(join(dataDir, 'pki/own.key'), 'secret', { mode: 0o600 });
    await start(`${uid}:${uid}`);
    expect(await ownerOf('pki/own.key')).toBe(uid);
    expect(await readFile(join(dataDir, 'pki/own.key'), 'utf8')).toBe('secret');
  });

  it('gives away no folder of somebody else, be it by a slip or by a link in the place of the data', async () => {
    const etc = join(dir.path, 'etc');
    await mkdir(join(etc, 'pki'), { recursive: true });
    await writeFile(join(etc, 'shadow'), 'secret');
    await rm(dataDir, { recursive: true });
    await symlink(etc, dataDir);
    const { code, output } = await start(`${uid}:${uid}`);
    expect(code).toBe(1);
    expect(output).toMatch(/ is root's and holds shadow: give Mailyard a folder of its own /);
    expect(await ownerOf('shadow')).toBe(0);
  });

  it('takes a folder in which root has put what a setting names', async () => {
    const organization = join(dataDir, 'contoso.yaml');
    await rm(join(dataDir, 'mailboxes'), { recursive: true });
    await writeFile(organization, '');
    expect((await start(`${uid}:${uid}`)).code).toBe(1);
    expect((await start(`${uid}:${uid}`, '10000', { MAILYARD_ORGANIZATION: organization })).code).toBe(0);
    expect(await ownerOf('contoso.yaml')).toBe(uid);
  });

  it('follows no link that the account has made in its data', async () => {
    const secret = join(dir.path, 'secret');
    await writeFile(secret, 'secret');
    await start(`${uid}:${uid}`);
    await symlink(secret, join(dataDir, 'pki/link'));
    await symlink(dir.path, join(dataDir, 'logs'));
    expect((await start(`${uid}:${uid}`)).code).toBe(0);
    expect((await stat(secret)).uid).toBe(0);
  });

  it('stays root when it is told to', async () => {
    expect((await start('root')).output).toMatch(/^0 0 /);
    expect(await ownerOf('pki/ca.key')).toBe(0);
  });

  it('refuses an account that cannot reach the data, or is none', async () => {
    await chmod(dir.path, 0o700);
    expect(await start(`${uid}:${uid}`)).toEqual({
      code: 1,
      output: expect.stringMatching(/^MAILYARD_USER: the account 54321:54321 cannot reach /),
    });
    expect((await start('no-such-account')).output).toMatch(/^MAILYARD_USER: there is no account /);
  });

  it('warns when nobody was asked for and an ordinary account could not reach the data', async () => {
    await chmod(dir.path, 0o700);
    const { code, output } = await start();
    expect(code).toBe(0);
    expect(output).toMatch(/^WARNING: everything runs as root, since .* cannot reach .*\n0 0 /);
  });
});
