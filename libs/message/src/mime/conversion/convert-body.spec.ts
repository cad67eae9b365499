import type { BodyType } from '@mailyard/smtp';

import { convertBody } from './convert-body.js';

interface Converted {
  readonly text: string;
  readonly breaksSignature: boolean;
}

/** Header and content as one text of octets, cut at every `size` octets; `streamed`: as it is read from a file. */
async function convert(
  message: string,
  taken: '7BIT' | '8BITMIME',
  { size = 1_000_000, streamed = false, body = '8BITMIME' as BodyType } = {},
): Promise<Converted | undefined> {
  const octets = Buffer.from(message, 'latin1');
  const end = octets.indexOf('\r\n\r\n') + 4;
  const pieces: Buffer[] = [];
  for (let start = end; start < octets.length; start += size) {
    pieces.push(octets.subarray(start, start + size));
  }
  const content = streamed
    ? async function* () {
        yield* pieces;
      }
    : pieces;
  const converted = await convertBody({ header: octets.subarray(0, end), content, body }, taken);
  if (converted === undefined) return undefined;
  const out = typeof converted.content === 'function' ? await all(converted.content()) : converted.content;
  const text = Buffer.concat([converted.header, ...out]).toString('latin1');
  return { text, breaksSignature: converted.breaksSignature };
}

async function all(pieces: AsyncIterable<Buffer>): Promise<readonly Buffer[]> {
  const list: Buffer[] = [];
  for await (const piece of pieces) list.push(piece);
  return list;
}

const mime = 'MIME-Version: 1.0';
const lines = (...all: readonly string[]): string => all.map((line) => `${line}\r\n`).join('');
const text = (encoding: string, ...body: readonly string[]): readonly string[] => [
  'Content-Type: text/plain; charset=iso-8859-1',
  `Content-Transfer-Encoding: ${encoding}`,
  '',
  ...body,
];
const multipart = (subtype: string, ...parts: readonly (readonly string[])[]): readonly string[] => [
  `Content-Type: multipart/${subtype}; boundary="b 1"`,
  'Content-Transfer-Encoding: 8bit',
  '',
  'for those who do not read MIME',
  ...parts.flatMap((part) => ['--b 1', ...part]),
  '--b 1--',
  'the end',
];

describe('content for a peer without 8BITMIME (RFC 6152 §3)', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    [
      'text becomes quoted-printable',
      lines(mime, ...text('8bit', 'Viele Gr\xfc\xdfe = ', 'a')),
      lines(mime, ...text('quoted-printable', 'Viele Gr=FC=DFe =3D=20', 'a')),
    ],
    [
      'text that is hardly ASCII becomes base64',
      lines(mime, ...text('8bit', '\xfc\xfc\xfc\xfc')),
      lines(mime, ...text('base64', '/Pz8/A0K')),
    ],
    [
      'only what needs it is touched, and what is around it says so',
      lines(mime, ...multipart('mixed', text('8bit', 'plain'), text('8bit', 'sehr sch\xf6n'))),
      lines(
        mime,
        ...multipart('mixed', text('7bit', 'plain'), text('quoted-printable', 'sehr sch=F6n')),
      ).replace('8bit', '7bit'),
    ],
    [
      'no text becomes base64',
      lines(
        mime,
        'Content-Type: application/x',
        'Content-Transfer-Encoding: 8bit',
        '',
        'Gr\xfc\xdfe, long enough',
      ),
      lines(
        mime,
        'Content-Type: application/x',
        'Content-Transfer-Encoding: base64',
        '',
        'R3L832UsIGxvbmcgZW5vdWdoDQo=',
      ),
    ],
    [
      'what is no MIME message becomes one (RFC 1428 §3)',
      lines('Subject: x', '', 'Gr\xfc\xdfe aus Aachen'),
      lines(
        'Subject: x',
        'Content-Transfer-Encoding: quoted-printable',
        mime,
        'Content-Type: text/plain; charset=unknown-8bit',
        '',
        'Gr=FC=DFe aus Aachen',
      ),
    ],
    [
      'a message inside is converted inside (RFC 2046 §5.2.1)',
      lines(
        mime,
        'Content-Type: message/rfc822',
        'Content-Transfer-Encoding: 8bit',
        '',
        'Subject: x',
        ...text('8bit', 'sehr sch\xf6n'),
      ),
      lines(
        mime,
        'Content-Type: message/rfc822',
        'Content-Transfer-Encoding: 7bit',
        '',
        'Subject: x',
        ...text('quoted-printable', 'sehr sch=F6n'),
      ),
    ],
    [
      'parts of a digest are messages (RFC 2046 §5.1.5)',
      lines(mime, ...multipart('digest', ['', 'Subject: x', ...text('8bit', 'sehr sch\xf6n')])),
      lines(
        mime,
        ...multipart('digest', ['', 'Subject: x', ...text('quoted-printable', 'sehr sch=F6n')]),
      ).replace('8bit', '7bit'),
    ],
    [
      'what nobody reads loses what may not stay',
      lines(mime, ...multipart('mixed', text('8bit', 'sehr sch\xf6n'))).replace('do not', 'd\xf6 not'),
      lines(mime, ...multipart('mixed', text('quoted-printable', 'sehr sch=F6n')))
        .replace('8bit', '7bit')
        .replace('do not', 'd? not'),
    ],
    [
      'a part without header or line end, and an end without delimiter',
      `${lines(mime, 'Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'abc', '--b', ...text('8bit'))}sehr sch\xf6n`,
      `${lines(mime, 'Content-Type: multipart/mixed; boundary=b', '', '--b', '', 'abc', '--b', ...text('quoted-printable'))}sehr sch=F6n`,
    ],
    [
      'signed parts stay as they are when they need nothing (RFC 1847 §2.1)',
      lines(
        mime,
        ...multipart(
          'mixed',
          ['Content-Type: multipart/signed; boundary=s', '', '--s', ...text('8bit', 'a'), '--s--'],
          text('8bit', 'sch\xf6n aber kurz'),
        ),
      ),
      lines(
        mime,
        ...multipart(
          'mixed',
          ['Content-Type: multipart/signed; boundary=s', '', '--s', ...text('8bit', 'a'), '--s--'],
          text('quoted-printable', 'sch=F6n aber kurz'),
        ),
      ).replace('8bit', '7bit'),
    ],
    [
      'S/MIME in octets becomes base64, which is its usual form (RFC 8551 §3.1.2)',
      lines(mime, 'Content-Type: application/pkcs7-mime', 'Content-Transfer-Encoding: binary', '', '\xff\0'),
      lines(
        mime,
        'Content-Type: application/pkcs7-mime',
        'Content-Transfer-Encoding: base64',
        '',
        '/wANCg==',
      ),
    ],
  ];

  it.each(cases)('%s', async (_, message, expected) => {
    for (const size of [1, 2, 3, 7, 1_000_000]) {
      expect((await convert(message, '7BIT', { size }))?.text).toBe(expected);
      expect((await convert(message, '7BIT', { size, streamed: true }))?.text).toBe(expected);
    }
  });

  it.each([
    ['a signed part', multipart('signed', text('8bit', 'sch\xf6n'))],
    ['an encrypted part', multipart('encrypted', text('8bit', 'sch\xf6n'))],
    [
      'what a signed part holds deeper',
      multipart('signed', ['Content-Type: message/rfc822', '', ...text('8bit', 'sch\xf6n')]),
    ],
    ['what is encoded already', text('base64', 'sch\xf6n')],
    ['an encoding that nobody knows', text('x-uuencode', 'sch\xf6n')],
    ['a part of a message (RFC 2046 §5.2.2)', ['Content-Type: message/partial', '', 'sch\xf6n']],
    ['parts without a boundary', ['Content-Type: multipart/mixed', '', 'sch\xf6n']],
    ['two types', ['Content-Type: text/plain', 'Content-Type: text/html', '', 'sch\xf6n']],
    [
      'a header that two readers may read differently',
      multipart('mixed', ['X: a\nContent-Type: text/plain', '', 'sch\xf6n']),
    ],
  ])('is not made from %s', async (_, message) => {
    expect(await convert(lines(mime, ...message), '7BIT')).toBeUndefined();
  });

  it('says when a signature is broken by it (RFC 6376 §5.3)', async () => {
    const message = lines(mime, ...text('8bit', 'sch\xf6n und lang'));
    expect(await convert(message, '7BIT')).toMatchObject({ breaksSignature: false });
    const signed = await convert(`DKIM-Signature: v=1\r\n${message}`, '7BIT');
    expect(signed).toMatchObject({ breaksSignature: true });
    expect(signed?.text).toContain('DKIM-Signature: v=1');
  });

  it('holds no more of a line without end than it needs', async () => {
    const message = lines(mime, ...text('8bit', `${'x'.repeat(100_000)}\xfc`));
    const converted = await convert(message, '7BIT', { size: 1_000 });
    expect(converted?.text.replaceAll('=\r\n', '')).toBe(
      lines(mime, ...text('quoted-printable', `${'x'.repeat(100_000)}=FC`)),
    );
  });
});

describe('content that only BINARYMIME may carry (RFC 3030 §3)', () => {
  it.each([
    ['CR or LF alone', 'one\ntwo\rthree long line of text', 'one=0Atwo=0Dthree long line of text'],
    ['8-bit text beside it', 'sehr sch\xf6n\n und so weiter', 'sehr sch=F6n=0A und so weiter'],
  ])('%s is encoded, whatever the peer takes', async (_, body, encoded) => {
    for (const size of [1, 5, 1_000]) {
      const converted = await convert(lines(mime, ...text('8bit', body)), '8BITMIME', { size, body: '7BIT' });
      expect(converted?.text).toBe(lines(mime, ...text('quoted-printable', encoded)));
    }
  });

  it('what is no MIME message is ASCII then', async () => {
    const converted = await convert(lines('Subject: x', '', 'one\ntwo and more'), '8BITMIME', {
      body: '7BIT',
    });
    expect(converted?.text).toContain('Content-Type: text/plain; charset=us-ascii\r\n\r\none=0Atwo and more');
  });

  it('a header with CR alone leaves nothing to encode', async () => {
    expect(await convert(lines('Subject: x\ry', ...text('8bit', 'a\nb')), '8BITMIME')).toBeUndefined();
  });

  it.each([
    ['NUL', 'a\0b and some more'],
    ['a long line', 'x'.repeat(999)],
  ])('%s is encoded where the sender said BINARYMIME', async (_, body) => {
    const message = lines(mime, ...text('binary', body));
    expect((await convert(message, '8BITMIME', { body: 'BINARYMIME' }))?.text).toContain('quoted-printable');
    expect((await convert(message, '8BITMIME'))?.text).toBe(message.replace('binary', '8bit'));
  });

  it('8-bit text stays where 8BITMIME is', async () => {
    const message = lines(mime, ...text('binary', 'sch\xf6n'));
    const converted = await convert(message, '8BITMIME', { body: 'BINARYMIME' });
    expect(converted?.text).toBe(message.replace('binary', '8bit'));
  });
});
