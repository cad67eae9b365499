import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { eventually, freePort, TestClient } from '@mailyard/testing';

import { MaildirInbox } from '../load/inbox.js';
import type { Sink } from '../load/sink.js';
import { forgetPeaksBelow, usageBelow } from './process-usage.js';
import { relayDomain, relayInboxes, type Sinks, type Target, type User } from './target.js';

const run = promisify(execFile);
const postfixCommand = '/usr/sbin/postfix';

export function postfixInstalled(): boolean {
  return existsSync(postfixCommand) && process.getuid?.() === 0;
}

/**
 * Debian's Postfix as an instance of its own: own configuration, queue and port, nothing of /etc/postfix. It stores
 * into Maildirs with its virtual(8) agent, which like its queue fsyncs each message: durability equal to ours.
 */
export async function startPostfix(dir: string, sinks: Sinks): Promise<Target> {
  const port = await freePort();
  const config = join(dir, 'config');
  const mailboxes = join(dir, 'mailboxes');
  await prepare({ dir, port, sinks });
  await run(postfixCommand, ['-c', config, 'start']);
  const stop = async (): Promise<void> => {
    await run(postfixCommand, ['-c', config, 'stop']);
  };
  await greets(port).catch(async (error) => {
    await stop();
    throw error;
  });
  const mailbox = (user: User): MaildirInbox =>
    new MaildirInbox(`${user}@contoso.com`, join(mailboxes, user, 'new'));
  const relays = relayInboxes(sinks);
  const master = Number(await readFile(join(dir, 'queue/pid/master.pid'), 'utf8'));
  return {
    name: 'Postfix',
    port,
    inbox: (way, user) => (way === 'mailbox' ? mailbox(user) : relays(way, user)),
    // As one: its processes come and go, and the time of those that ended is counted for the master.
    usage: () => usageBelow(master, () => 'postfix'),
    forgetPeaks: () => forgetPeaksBelow(master),
    stop,
  };
}

async function greets(port: number): Promise<void> {
  const client = await eventually(() => TestClient.connect(port), { deadlineMs: 20_000 });
  await client.expect(/^220 /);
  await client.quit();
}

interface Instance {
  readonly dir: string;
  readonly port: number;
  readonly sinks: Sinks;
}

async function prepare({ dir, port, sinks }: Instance): Promise<void> {
  for (const name of ['config', 'queue', 'data', 'mailboxes']) {
    await mkdir(join(dir, name), { recursive: true });
  }
  await chmod(dir, 0o755);
  const [uid, gid] = await Promise.all(['-u', '-g'].map((what) => idOf(what)));
  await run('chown', ['postfix:postfix', join(dir, 'data'), join(dir, 'mailboxes')]);
  await writeFile(join(dir, 'config/main.cf'), mainConfig({ dir, sinks, uid: uid ?? '', gid: gid ?? '' }));
  await writeFile(join(dir, 'config/master.cf'), masterConfig(port));
}

async function idOf(what: string): Promise<string> {
  return (await run('id', [what, 'postfix'])).stdout.trim();
}

interface Configured extends Omit<Instance, 'port'> {
  readonly uid: string;
  readonly gid: string;
}

function mainConfig({ dir, sinks, uid, gid }: Configured): string {
  const settings = {
    compatibility_level: '3.6',
    queue_directory: join(dir, 'queue'),
    data_directory: join(dir, 'data'),
    command_directory: '/usr/sbin',
    daemon_directory: '/usr/lib/postfix/sbin',
    mail_owner: 'postfix',
    setgid_group: 'postdrop',
    myhostname: 'mbx01.contoso.com',
    mydestination: '',
    inet_interfaces: '127.0.0.1',
    inet_protocols: 'ipv4',
    mynetworks: '127.0.0.0/8',
    alias_maps: '',
    local_recipient_maps: '',
    smtpd_tls_security_level: 'none',
    message_size_limit: '37748736',
    virtual_mailbox_domains: 'contoso.com',
    virtual_mailbox_base: join(dir, 'mailboxes'),
    virtual_mailbox_maps: 'inline:{alice@contoso.com=alice/, bob@contoso.com=bob/}',
    virtual_mailbox_limit: '0',
    virtual_minimum_uid: '1',
    virtual_uid_maps: `static:${uid}`,
    virtual_gid_maps: `static:${gid}`,
    transport_maps: `inline:{${transports(sinks)}}`,
    maillog_file: join(dir, 'data/postfix.log'),
    maillog_file_prefixes: dir,
  };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = ${value}\n`)
    .join('');
}

/** It has no Front End to go through. */
function transports({ near, far }: Sinks): string {
  const route = (way: 'relay' | 'far', { port }: Sink): string =>
    `${relayDomain(way)}=smtp:[127.0.0.1]:${port}`;
  return [route('relay', near), route('far', far)].join(', ');
}

/** The services of Postfix's own master.cf that mail from SMTP to a Maildir can need, outside the chroot. */
function masterConfig(port: number): string {
  return `127.0.0.1:${port} inet n - n - - smtpd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
virtual unix - n n - - virtual
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
postlog unix-dgram n - n - 1 postlogd
`;
}
