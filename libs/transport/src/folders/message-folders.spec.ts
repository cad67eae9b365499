import { spawnSync } from 'node:child_process';
import { link, mkdir, open, readFile, rm, symlink, writeFile } from 'node:fs/promises';

import type { SubmissionQueue } from '@mailyard/queue';
import { replies, ReplyError, UnknownOutcome } from '@mailyard/smtp';
import { eventually } from '@mailyard/testing';

import type { TestHub } from '../spec-support/test-hub.js';
import { TestSite } from '../spec-support/test-site.js';
import { envelope, letter, soon, WatchedFolders } from './spec-support/watched-folders.js';

let site: TestSite;
let hub: TestHub;

beforeAll(async () => (site = await TestSite.start()));
beforeEach(async () => (hub = await site.startHub()));
afterAll(() => site.stop());
afterEach(() => site.renew());

const served = (count: number): Promise<void> =>
  eventually(() => expect(site.sink.delivered).toHaveLength(count), soon);

type Submission = Pick<SubmissionQueue, 'accept' | 'forget'>;

/** Takes each message, and then nobody hears of it, as when the process or Redis dies. */
function unheard({ accept, forget }: Submission): Submission {
  return {
    forget,
    accept: async (...message) => {
      const sink = await accept(...message);
      return {
        write: (chunk) => sink.write(chunk),
        abort: (cause) => sink.abort(cause),
        end: async () => {
          await sink.end();
          throw new UnknownOutcome({ cause: 'the test' });
        },
      };
    },
  };
}

const bound = ({ service: { submission } }: TestHub): Submission => ({
  accept: (...message) => submission.accept(...message),
  forget: (names) => submission.forget(names),
});

describe('a file that is moved into a folder', () => {
  it('is sent and gone, and its lines end with CRLF (RFC 5321 §2.3.8)', async () => {
    await using folders = await WatchedFolders.make();
    folders.serve(hub);
    await folders.ready();
    await folders.put('pickup', 'a.eml', letter('Bcc: bob@contoso.com\n'));
    await folders.put('replay', 'b.eml', `${envelope}${letter()}`);
    await served(3);
    await folders.emptied('pickup');
    await folders.emptied('replay');
    const contents = site.sink.taken.map(({ content }) => content);
    const received = contents.map((content) => /Received: from \S+ by \S+/.exec(content)?.[0] ?? '').sort();
    expect(received).toEqual([
      'Received: from localhost by Pickup',
      'Received: from mbx01.contoso.com by Replay',
    ]);
    expect(contents.every((content) => content.endsWith('\r\n\r\nBody\r\n'))).toBe(true);
    expect(contents.join('')).not.toMatch(/^Bcc|^X-Sender/im);
    expect(folders.faults).toEqual([]);
  });

  it('may be large', async () => {
    await using folders = await WatchedFolders.make();
    folders.serve(hub);
    await folders.ready();
    const lines = `${'x'.repeat(70)}\n`.repeat(20_000);
    await folders.put('pickup', 'a.eml', `${letter()}${lines}`);
    await served(1);
    expect(site.sink.taken[0]?.content.endsWith(lines.replaceAll('\n', '\r\n'))).toBe(true);
  });

  it('is not taken while somebody writes to it', async () => {
    await using folders = await WatchedFolders.make();
    folders.serve(hub);
    await folders.ready();
    await using file = await open(folders.path('pickup', 'a.eml'), 'w');
    await file.write(letter());
    let writes = 0;
    const writing = setInterval(() => void file.write('more\n').then(() => (writes += 1)), 100);
    await eventually(() => writes > 30, soon);
    expect(await folders.names('pickup')).toEqual(['a.eml']);
    clearInterval(writing);
    await folders.emptied('pickup');
    await served(1);
    expect(site.sink.taken[0]?.content.split('more\r\n')).toHaveLength(writes + 1);
  });
});

describe('once', () => {
  it('is a message sent whose acceptance nobody heard of', async () => {
    await using folders = await WatchedFolders.make();
    await mkdir(folders.path('pickup'), { mode: 0o700 });
    for (const name of ['a', 'b', 'c']) await folders.put('pickup', `${name}.eml`, letter());
    const first = folders.serve(hub, { submission: unheard(bound(hub)) });
    await served(3);
    await eventually(
      async () => expect((await folders.names('pickup')).every((name) => name.endsWith('.tmp'))).toBe(true),
      soon,
    );
    await first.stop();
    expect(await folders.names('pickup')).toHaveLength(3);
    folders.serve(hub);
    await folders.emptied('pickup');
    await hub.emptied();
    expect(site.sink.delivered).toHaveLength(3);
  });

  it('is each of many files sent that several hubs could read', async () => {
    await using folders = await WatchedFolders.make({ PickupDirectoryMaxMessagesPerMinute: 'Unlimited' });
    const others = [await site.startHub(), await site.startHub()];
    for (const each of [hub, ...others]) folders.serve(each);
    await folders.ready();
    for (let sent = 0; sent < 200; sent += 1) {
      await folders.put('pickup', `${sent}.eml`, letter(`X-Number: ${sent}\n`));
    }
    await folders.emptied('pickup');
    await served(200);
    const numbers = site.sink.taken.map(({ content }) => /X-Number: (\d+)/.exec(content)?.[1]);
    expect(new Set(numbers).size).toBe(200);
  });

  it('is the same file sent again when it is put there again', async () => {
    await using folders = await WatchedFolders.make();
    folders.serve(hub);
    await folders.ready();
    for (let sent = 1; sent <= 2; sent += 1) {
      await folders.put('pickup', 'a.eml', letter('Message-ID: <same@example.com>\n'));
      await served(sent);
      await folders.emptied('pickup');
    }
    expect(site.sink.taken).toHaveLength(2);
  });

  it('another hub reads on when the first is gone', async () => {
    await using folders = await WatchedFolders.make();
    const first = folders.serve(hub);
    folders.serve(await site.startHub());
    await folders.ready();
    await first.stop();
    await folders.put('pickup', 'a.eml', letter());
    await served(1);
    expect(site.sink.taken).toHaveLength(1);
  });
});

describe('a file that cannot be sent', () => {
  it('is called .bad, with the reason beside it, and told of once', async () => {
    await using folders = await WatchedFolders.make();
    folders.serve(hub);
    await folders.ready();
    for (let put = 0; put < 2; put += 1) {
      await folders.put('pickup', 'a.eml', 'Subject: to nobody\n\nBody\n');
      await eventually(async () => expect(await folders.names('pickup')).toHaveLength(2 + 2 * put), soon);
    }
    await folders.put('replay', 'b.eml', letter());
    await eventually(() => expect(folders.tracked).toHaveLength(3), soon);
    const names = await folders.names('pickup');
    expect(names.map((name) => name.replaceAll(/\d{8}T\d{9}Z-\w{16}/g, 'TIME'))).toEqual([
      'a.TIME.bad',
      'a.TIME.bad.txt',
      'a.bad',
      'a.bad.txt',
    ]);
    expect(await readFile(folders.path('pickup', 'a.bad'), 'utf8')).toContain('to nobody');
    expect(await readFile(folders.path('pickup', 'a.bad.txt'), 'utf8')).toBe(
      'a.eml was not sent: neither From nor Sender names an address.\n',
    );
    expect(folders.tracked.map(({ eventId, source }) => `${eventId} ${source}`)).toEqual([
      'BADMAIL PICKUP',
      'BADMAIL PICKUP',
      'BADMAIL ADMIN',
    ]);
  });

  it('is returned to its sender when it is beyond a limit', async () => {
    await using folders = await WatchedFolders.make({ PickupDirectoryMaxRecipientsPerMessage: 1 });
    folders.serve(hub);
    await folders.ready();
    await folders.put(
      'pickup',
      'a.eml',
      letter('', 'alice@contoso.com, bob@contoso.com').replace('sender@example.com', 'carol@contoso.com'),
    );
    await folders.emptied('pickup');
    await served(1);
    expect(site.sink.delivered).toEqual(['carol@contoso.com']);
    expect(hub.told).toContain('failed alice: 550 5.5.3 RESOLVER.ADR.RecipLimit; too many recipients');
    expect(site.sink.taken[0]?.content).toContain('Subject: out of a folder');
  });

  it('is returned when it goes round and round (RFC 5321 §6.3)', async () => {
    await using folders = await WatchedFolders.make();
    folders.serve(hub);
    await folders.ready();
    const hops = 'Received: from a by b; now\n'.repeat(61);
    await folders.put(
      'replay',
      'a.eml',
      `${envelope.replace('sender@example.com', 'carol@contoso.com')}${hops}${letter()}`,
    );
    await served(1);
    expect(hub.told).toContain('failed alice: 554 5.4.6 Hop count exceeded - possible mail loop');
    await folders.put('replay', 'b.eml', `${envelope.replace('sender@example.com', '')}${hops}${letter()}`);
    await eventually(async () => expect(await folders.names('replay')).toEqual(['b.bad', 'b.bad.txt']), soon);
  });

  it('waits while nothing is taken, and is sent then', async () => {
    let refuses = true;
    const { accept, forget } = bound(hub);
    await using folders = await WatchedFolders.make();
    folders.serve(hub, {
      submission: {
        forget,
        accept: (...message) => {
          if (refuses) throw new ReplyError(replies.insufficientResources);
          return accept(...message);
        },
      },
    });
    await folders.ready();
    await folders.put('pickup', 'a.eml', letter());
    await eventually(
      async () => expect(await folders.names('pickup')).toEqual([expect.stringMatching(/^a\..*\.tmp$/)]),
      soon,
    );
    refuses = false;
    await served(1);
    await folders.emptied('pickup');
  });

  it('stays where it is, and is told of, when it is none of whoever put it there', async () => {
    await using folders = await WatchedFolders.make();
    folders.serve(hub);
    await folders.ready();
    const secret = folders.path('secret');
    await writeFile(secret, letter());
    await symlink(secret, folders.path('pickup', 'link.eml'));
    await link(secret, folders.path('pickup', 'hard.eml'));
    await mkdir(folders.path('pickup', 'folder.eml'));
    spawnSync('mkfifo', [folders.path('pickup', 'pipe.eml')]);
    await folders.put('pickup', 'a.eml', letter());
    await served(1);
    await eventually(
      () =>
        expect(folders.wrong.toSorted()).toEqual([
          'message-file-left: it stays there: it has other names besides (hard links)',
          'message-file-left: it stays there: it is a symbolic link, which is not followed',
          'message-file-left: it stays there: it is no file',
          'message-file-left: it stays there: it is no file',
        ]),
      soon,
    );
    expect(await folders.names('pickup')).toHaveLength(4);
    await rm(folders.path('pickup', 'link.eml'));
    await folders.put('pickup', 'b.eml', letter());
    await eventually(() => expect(folders.wrong).toHaveLength(3), soon);
  });
});
