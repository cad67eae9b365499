import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { Reply, replies } from '@mailyard/smtp';
import { tempDir, type TempDir } from '@mailyard/testing';
import PostalMime from 'postal-mime';

import { HeaderBlock } from '../header/header-block.js';
import { composeDsn } from './compose-dsn.js';
import type { DsnKind, DsnRecipient, DsnRequest } from './dsn.js';
import { octets, originalHeader, request } from './spec-support/read-dsn.js';
import { strictStatus } from './spec-support/strict-status.js';
import { catalogues } from './words/catalogues.js';
import { dsnLanguages } from './words/dsn-language.js';

const kinds: readonly DsnKind[] = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'];
const remote = { host: 'mx.example.net', ip: '192.0.2.9' };
const told: Readonly<Record<DsnKind, Pick<DsnRecipient, 'reply' | 'remote'>>> = {
  failed: { reply: new Reply(550, '5.1.1', 'no such user (really)\nsee https://example.net/?a=1'), remote },
  delayed: { reply: replies.messageDelayed },
  delivered: { reply: replies.delivered },
  relayed: { reply: new Reply(250, undefined, 'OK'), remote },
  expanded: { reply: replies.recipientOk },
};

const readers = ['ascii', 'international', 'downgraded'] as const;
type Reader = (typeof readers)[number];

/** A sender with plain addresses; one with SMTPUTF8; one without it whose recipient needs it. */
const originals: Readonly<Record<Reader, Partial<DsnRequest['original']>>> = {
  ascii: {},
  international: {
    reversePath: { localPart: 'jürgen', domain: 'contoso.com' },
    envelope: { body: '8BITMIME', smtpUtf8: true, envid: 'QQ 314159' },
    header: HeaderBlock.parse(Buffer.from('Subject: größer\r\nMessage-ID: <m1@contoso.com>\r\n\r\n')),
  },
  downgraded: { envelope: { body: '7BIT', smtpUtf8: false, envid: 'x' } },
};

interface Example {
  readonly name: string;
  readonly request: DsnRequest;
  readonly reader: Reader;
}

function example(kind: DsnKind, reader: Reader, given: Pick<Example, 'name'> & Partial<DsnRequest>): Example {
  const { name, ...changes } = given;
  const localPart = reader === 'ascii' ? 'nobody' : 'jörg+x';
  return {
    name: `${name}-${kind}-${reader}`,
    reader,
    request: {
      ...request,
      kind,
      recipients: [
        {
          ...told[kind],
          path: { localPart, domain: 'example.net' },
          displayName: 'Jörg <b>',
          orcpt: reader === 'ascii' ? 'rfc822;team@contoso.com' : 'utf-8;jörg@contoso.com',
        },
      ],
      retryUntil: new Date('2026-08-06T09:00:00Z'),
      ...changes,
      original: {
        ...request.original,
        header: HeaderBlock.parse(Buffer.from(originalHeader)),
        content: [Buffer.from('The text\r\n--_report_\r\n.\r\n')],
        receivedFrom: { helo: 'client.example', ip: '192.0.2.7' },
        ...originals[reader],
      },
    },
  };
}

const thousand = (kind: DsnKind): readonly DsnRecipient[] =>
  Array.from({ length: 1_000 }, (_, index) => ({
    ...told[kind],
    path: { localPart: `user${index}`, domain: 'example.net' },
  }));

const examples: readonly Example[] = [
  ...kinds.flatMap((kind) =>
    dsnLanguages.flatMap((language) =>
      [true, false].flatMap((html) =>
        readers.map((reader) =>
          example(kind, reader, {
            name: `${language}-${html ? 'html' : 'text'}`,
            reporter: { ...request.reporter, language, html },
          }),
        ),
      ),
    ),
  ),
  ...kinds.map((kind) => example(kind, 'ascii', { name: 'thousand', recipients: thousand(kind) })),
];

const returned = (reader: Reader): string =>
  reader === 'international' ? 'message/global' : 'message/rfc822';

function subjectOf({ request: { kind, reporter }, reader }: Example): string {
  const prefix = catalogues[reporter.language].subjectPrefixes[kind];
  return `${prefix}${reader === 'international' ? 'größer' : 'Grüße <b>'}`;
}

describe('the strict grammar of RFC 3464 §2 and RFC 6533 §3, with postal-mime for MIME', () => {
  it.each(examples.map((each) => [each.name, each] as const))('%s', async (_, each) => {
    const { kind, recipients, reporter } = each.request;
    const dsn = composeDsn(each.request);
    const mail = await PostalMime.parse(octets(dsn), { forceRfc822Attachments: true });
    expect(mail.subject).toBe(subjectOf(each));
    expect(mail.text).toContain(catalogues[reporter.language].openings[kind]);
    expect(mail.html !== undefined).toBe(reporter.html);
    const [, enclosed] = mail.attachments;
    expect(enclosed?.mimeType).toBe(returned(each.reader));
    const status = strictStatus(statusIn(octets(dsn)), { international: each.reader === 'international' });
    expect(status.recipients).toHaveLength(recipients.length);
    expect(new Set(status.recipients.map((fields) => fields.get('action')))).toEqual(new Set([kind]));
  });
});

/** As it stands in the message, which parsers do not show. */
function statusIn(message: Buffer): Buffer {
  const [, after = ''] = message
    .toString('latin1')
    .split(/\r\nContent-Type: message\/(?:global-)?delivery-status\r\n/);
  const [, body = ''] = /^(?:[^\r]+\r\n)*\r\n(.*?)\r\n--_report_/s.exec(after) ?? [];
  return Buffer.from(body, 'latin1');
}

const run = promisify(execFile);
const supports = join(import.meta.dirname, 'spec-support');

/** What a program prints about all examples, a JSON object a line. */
async function readBy<T>(program: string, script: string): Promise<ReadonlyMap<string, T>> {
  const options = { maxBuffer: 100_000_000, env: { ...process.env, PYTHONIOENCODING: 'utf-8' } };
  const { stdout } = await run(program, [join(supports, script), folder.path], options);
  const lines = stdout.split('\n').filter((line) => line !== '');
  return new Map(lines.map((line) => [(JSON.parse(line) as { name: string }).name, JSON.parse(line) as T]));
}

let folder: TempDir;
beforeAll(async () => {
  folder = await tempDir('mailyard-dsns');
  await Promise.all(
    examples.map((each) => writeFile(join(folder.path, each.name), octets(composeDsn(each.request)))),
  );
});
afterAll(() => folder.remove());

interface ReadByPython {
  readonly tree: readonly unknown[];
  readonly defects: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string | false;
  readonly actions: readonly string[];
}

const withPython = existsSync('/usr/bin/python3') ? describe : describe.skip;

withPython('Python’s email package', () => {
  it('reads every one, and finds no defect', async () => {
    const read = await readBy<ReadByPython>('/usr/bin/python3', 'read-with-python.py');
    for (const each of examples) {
      const { kind, reporter, recipients } = each.request;
      const found = read.get(each.name);
      const human = reporter.html ? ['multipart/alternative', 'text/plain', 'text/html'] : 'text/plain';
      const global = each.reader === 'international' ? 'global-' : '';
      // It takes every header for one of RFC 5322, without RFC 6532.
      const defects = found?.defects.filter(
        (defect) => global === '' || !/non-ASCII characters/i.test(defect),
      );
      expect({ ...found, name: each.name, defects }).toMatchObject({
        name: each.name,
        tree: ['multipart/report', human, `message/${global}delivery-status`, returned(each.reader)],
        defects: [],
        subject: subjectOf(each),
        text: expect.stringContaining(catalogues[reporter.language].openings[kind]) as string,
        actions: recipients.map(() => kind),
      });
    }
  }, 60_000);
});

interface ReadBySisimai {
  readonly recipients: readonly {
    readonly address: string;
    readonly action: string;
    readonly status: string;
    readonly reason: string;
  }[];
}

const reasons: Readonly<Record<DsnKind, string>> = {
  failed: 'userunknown',
  delayed: 'expired',
  delivered: 'delivered',
  relayed: 'delivered',
  expanded: 'delivered',
};

const withSisimai = existsSync('/usr/share/perl5/Sisimai.pm') ? describe : describe.skip;

withSisimai('Sisimai, which analyses bounces and knows no RFC 6533', () => {
  it('finds every recipient, and what became of each', async () => {
    const read = await readBy<ReadBySisimai>('perl', 'read-with-sisimai.pl');
    for (const each of examples.filter(({ reader }) => reader !== 'international')) {
      const { kind, recipients } = each.request;
      const found = read.get(each.name)?.recipients ?? [];
      const status = told[kind].reply.status ?? '2.0.0';
      const outcomes = found.map((one) => `${one.action} ${one.status} ${one.reason}`);
      expect([each.name, ...outcomes]).toEqual([
        each.name,
        ...recipients.map(() => `${kind} ${status} ${reasons[kind]}`),
      ]);
      const all = recipients.map(({ path }) => `${path.localPart}@${path.domain}`);
      const addresses = found.map(({ address }) => address);
      // An escaped address it takes from whichever field it finds.
      expect(each.reader === 'ascii' ? addresses : all).toEqual(all);
    }
  }, 60_000);
});
