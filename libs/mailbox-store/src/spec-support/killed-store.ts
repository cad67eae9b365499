/**
 * A process of its own that delivers, tells what is acknowledged and what is durable, and kills itself before its n-th
 * call of the file system: `node killed-store.js ROOT N`. A line each: `step OPERATION`, `ack MESSAGE`, `log PATH OCTETS`
 * (synced so far), `entries PATHS` (of a synced folder), `all PATHS` (the file system is synced: these files at least).
 */
import childProcess from 'node:child_process';
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';

const [root = '', killedAt = ''] = process.argv.slice(2);
const write = fs.writeSync;
const tell = (line: string): number => write(1, `${line}\n`);
let steps = 0;
let begun = false;

function step(operation: string): void {
  if (!begun) return;
  steps += 1;
  tell(`step ${operation}`);
  if (steps === Number(killedAt)) process.kill(process.pid, 'SIGKILL');
}

const pathOf = (fd: number): string => fs.readlinkSync(`/proc/self/fd/${fd}`);

function files(): readonly string[] {
  const entries = fs.readdirSync(root, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
}

const entriesOf = (folder: string): readonly string[] =>
  fs.readdirSync(folder).map((name) => join(folder, name));

type Callback = (error: Error | null) => void;

for (const name of ['openSync', 'writevSync', 'linkSync', 'renameSync'] as const) {
  const original = fs[name] as (...args: unknown[]) => unknown;
  const counted = (...args: unknown[]): unknown => {
    step(name);
    return original(...args);
  };
  Object.assign(fs, { [name]: counted });
}
for (const name of ['fsync', 'fdatasync'] as const) {
  const original = fs[name];
  const counted = (fd: number, callback: Callback): void => {
    const path = pathOf(fd);
    const stat = fs.fstatSync(fd);
    const line = stat.isDirectory() ? `entries ${entriesOf(path).join(' ')}` : `log ${path} ${stat.size}`;
    step(name);
    original(fd, (error) => {
      tell(line);
      callback(error);
    });
  };
  Object.assign(fs, { [name]: counted });
}
for (const name of ['rm', 'mkdir'] as const) {
  const original = fs.promises[name] as (...args: unknown[]) => Promise<unknown>;
  const counted = async (...args: unknown[]): Promise<unknown> => {
    step(name);
    return original(...args);
  };
  Object.assign(fs.promises, { [name]: counted });
}
const { execFile } = childProcess;
const sync = (file: string, args: readonly string[], callback: Callback): void => {
  const before = files();
  step(file);
  execFile(file, [...args], (error) => {
    if (error === null) tell(`all ${before.join(' ')}`);
    callback(error);
  });
};
Object.assign(childProcess, { execFile: sync });
syncBuiltinESMExports();

const { headerField } = await import('@mailyard/message');
const { MailboxStore } = await import('../mailbox-store.js');

const store = new MailboxStore({ root });
let messages = 0;

async function deliver(...names: readonly string[]): Promise<void> {
  messages += 1;
  const id = `message-${messages}`;
  const writer = store.begin({
    mailboxes: names.map((name) => ({ database: 'DB01', name })),
    reversePath: '',
    received: headerField('Received', 'from a by b; now'),
    maxHeaderBytes: Infinity,
  });
  await writer.write(Buffer.from(`Subject: ${id}\r\n\r\n${'x'.repeat(3_000)}\r\n.\r\n`));
  const outcomes = await writer.end();
  for (const [index, { kind }] of outcomes.entries()) {
    if (kind === 'stored') tell(`ack ${names[index]}/${id}`);
  }
}

begun = true;
await deliver('alice');
await Promise.all([deliver('alice'), deliver('bob', 'alice'), deliver('alice')]);
await store.close();
await Promise.all([deliver('bob'), deliver('alice', 'bob')]);
await deliver('alice');
await store.close();
tell(`steps ${steps}`);
