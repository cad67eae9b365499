import { parseMailbox, type Path } from '../address/path.js';
import type { Envelope } from '../commands/envelope.js';
import type { Reply } from '../reply/reply.js';
import { bodyTaken, fitted, type Demands } from './peer-limits.js';

const path = (text: string): Path => parseMailbox(text) ?? { localPart: text, domain: '' };
const offers = (...keywords: string[]): ReadonlyMap<string, string> =>
  new Map(keywords.map((keyword) => [keyword.split(' ')[0] ?? '', keyword.split(' ')[1] ?? '']));

type Changes = Partial<Omit<Demands, 'envelope'>> & { readonly envelope?: Partial<Envelope> };

function fit(changes: Changes, extensions: ReadonlyMap<string, string>, verified = false) {
  const envelope: Envelope = {
    reversePath: path('a@example.com'),
    recipients: [{ path: path('b@contoso.com') }],
    body: '7BIT',
    smtpUtf8: false,
    ...changes.envelope,
  };
  const message = { header: Buffer.from('A: b\r\n\r\n'), content: [], bareLineEnds: false, octets: 100 };
  return fitted({ ...message, ...changes, envelope }, { extensions, verified });
}

const status = (result: ReturnType<typeof fit>): string | undefined =>
  'envelope' in result ? undefined : result.toString().slice(0, 10).trim();

describe('what a peer can be asked for', () => {
  it.each([
    ['SIZE is smaller than the message (RFC 1870 §6.1)', offers('SIZE 99'), '552 5.3.4'],
    ['SIZE is as large', offers('SIZE 100'), undefined],
    ['SIZE 0 is no limit (RFC 1870 §4)', offers('SIZE 0'), undefined],
    ['SIZE without a number is none', offers('SIZE'), undefined],
    ['SIZE is nonsense', offers('SIZE many'), undefined],
  ])('%s', (_, extensions, expected) => {
    expect(status(fit({}, extensions))).toBe(expected);
  });

  const eightBit = [Buffer.from('\xfc')];
  it.each([
    ['7BIT', offers(), {}, undefined],
    ['7BIT', offers(), { content: eightBit }, '554 5.6.3'],
    ['8BITMIME', offers(), {}, '554 5.6.3'],
    ['8BITMIME', offers('8BITMIME'), { content: eightBit }, undefined],
    ['BINARYMIME', offers('8BITMIME', 'BINARYMIME'), {}, '554 5.6.3'],
    ['BINARYMIME', offers('CHUNKING', 'BINARYMIME'), { content: eightBit }, undefined],
    ['8BITMIME', offers('8BITMIME', 'CHUNKING'), { bareLineEnds: true }, '550 5.6.11'],
    ['8BITMIME', offers('BINARYMIME', 'CHUNKING'), { bareLineEnds: true }, undefined],
  ] as const)(
    'BODY=%s to a peer with %j %j: %j (RFC 6152 §3, RFC 3030 §3)',
    (body, extensions, changes, expected) => {
      expect(status(fit({ ...changes, envelope: { body } }, extensions))).toBe(expected);
    },
  );

  it.each([
    ['7BIT', offers('8BITMIME'), {}, '7BIT'],
    ['7BIT', offers('8BITMIME'), { content: eightBit }, '8BITMIME'],
    // It is read piece by piece: nobody has looked through it.
    ['7BIT', offers('8BITMIME'), { content: undefined }, '8BITMIME'],
    ['7BIT', offers(), { content: undefined }, '7BIT'],
    ['7BIT', offers('BINARYMIME', 'CHUNKING'), { bareLineEnds: true }, 'BINARYMIME'],
  ] as const)('%s content is told as what it is: %j', (body, extensions, changes, expected) => {
    expect(fit({ ...changes, envelope: { body } }, extensions)).toMatchObject({
      envelope: { body: expected },
    });
  });

  it.each([
    [offers(), '7BIT'],
    [offers('BINARYMIME'), '7BIT'],
    [offers('8BITMIME', 'CHUNKING'), '8BITMIME'],
    [offers('BINARYMIME', 'CHUNKING'), 'BINARYMIME'],
  ])('%#: the most that it takes', (extensions, expected) => {
    expect(bodyTaken(extensions)).toBe(expected);
  });

  it.each([
    [offers('REQUIRETLS'), true, undefined],
    [offers('REQUIRETLS'), false, '550 5.7.30'],
    [offers(), true, '550 5.7.30'],
  ])(
    '%#: REQUIRETLS needs a verified host and the promise (RFC 8689 §4.2.1)',
    (extensions, verified, expected) => {
      expect(status(fit({ envelope: { requireTls: true } }, extensions, verified))).toBe(expected);
    },
  );
});

describe('a message for SMTPUTF8 and a peer without it (RFC 6531 §3.2)', () => {
  const to = (...addresses: string[]) => addresses.map((address) => ({ path: path(address) }));
  const refusals = (result: ReturnType<typeof fit>): unknown =>
    'envelope' in result ? result.refusals.map((reply: Reply | undefined) => reply?.status) : result.status;

  it('is refused when header or sender need it', () => {
    const envelope = { smtpUtf8: true };
    expect(status(fit({ header: Buffer.from('Subject: \u00fc\r\n\r\n'), envelope }, offers()))).toBe(
      '550 5.6.7',
    );
    const reversePath = path('j\u00f6rg@example.com');
    expect(status(fit({ envelope: { ...envelope, reversePath } }, offers()))).toBe('550 5.6.7');
  });

  it('goes to those recipients who do not need it', () => {
    const recipients = to('j\u00f6rg@contoso.com', 'b@contoso.com', 'c@b\u00fccher.example');
    const result = fit({ envelope: { smtpUtf8: true, recipients } }, offers());
    expect(refusals(result)).toEqual(['5.6.7', undefined, undefined]);
    expect(result).toMatchObject({
      envelope: { smtpUtf8: false, recipients: to('b@contoso.com', 'c@xn--bcher-kva.example') },
    });
  });

  it('goes as it is to a peer that has it', () => {
    const recipients = to('j\u00f6rg@contoso.com');
    const result = fit({ envelope: { smtpUtf8: true, recipients } }, offers('SMTPUTF8'));
    expect(result).toMatchObject({ envelope: { smtpUtf8: true, recipients } });
  });
});
