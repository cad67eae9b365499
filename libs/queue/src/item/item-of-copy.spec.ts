import { exampleItem } from '../spec-support/example-item.js';
import { formatCopy, parseCopy } from './fields/copy-fields.js';
import { itemOfCopy } from './item-of-copy.js';
import type { QueuedCopy } from './mail-item.js';

const path = (localPart: string) => ({ localPart, domain: 'contoso.com' });
const item = exampleItem('1', {
  envelope: {
    reversePath: path('sender'),
    recipients: [],
    body: '7BIT',
    smtpUtf8: false,
    ret: 'HDRS',
    envid: 'e1',
  },
});
const copy: QueuedCopy = { number: '0.1', queue: 'q', recipients: [{ path: path('alice') }], attempts: 0 };

describe('a message as one of its copies has it', () => {
  it('is the message, with the recipients of the copy', () => {
    expect(itemOfCopy(item, { copy })).toEqual({
      ...item,
      envelope: { ...item.envelope, recipients: copy.recipients },
    });
  });

  it.each([
    ['another sender', path('manager')],
    ['the null reverse-path', null],
  ])('has %s, whom the envelope id of the former one tells nothing (RFC 3461 §4.4)', (_, reversePath) => {
    const { envelope } = itemOfCopy(item, { copy: { ...copy, reversePath } });
    expect(envelope).toEqual({
      reversePath,
      recipients: copy.recipients,
      body: '7BIT',
      smtpUtf8: false,
      ret: 'HDRS',
    });
  });

  it('has header fields on top of those of the message, and the size that comes of it', () => {
    const fields = 'Resent-From: <alice@contoso.com>\r\n';
    const own = itemOfCopy(item, { copy: { ...copy, fields } });
    expect(own.header.toString()).toBe(`${fields}${item.header.toString()}`);
    expect(own.sizeBytes).toBe(item.sizeBytes + fields.length);
  });

  it('is the same after it was stored', () => {
    const own = { ...copy, reversePath: null, fields: 'X: ä\r\n', resolved: true } as const;
    const { recipients: _, ...stored } = parseCopy(formatCopy(own));
    expect(itemOfCopy(item, { copy: { ...stored, recipients: own.recipients } })).toEqual(
      itemOfCopy(item, { copy: own }),
    );
  });
});
