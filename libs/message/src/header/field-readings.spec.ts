import { cpuMs } from '@mailyard/testing';

import { HeaderBlock } from './header-block.js';
import { namesRead, protectedNamesRead, withoutBorders } from './field-readings.js';

const field = (octets: string | Buffer) => {
  const [first] = HeaderBlock.parse(Buffer.from(octets)).fields;
  if (first === undefined) throw new Error('no field');
  return first;
};

describe('namesRead: every name that some reader finds', () => {
  it.each<[string, readonly string[]]>([
    ['Subject: From: x', ['subject']],
    ['Subject :\r\n From: x', ['subject']],
    ['Subject: są From: x', ['subject']],
    ['Subject: a\rFrom: x', ['subject', 'from']],
    ['Subject: a\0Fr\0om: x', ['subject', 'from', 'om']],
    ['Subject: a\u2028\u00a0From\t: x', ['subject', 'from']],
    ['no field\u000bFrom: x', ['', 'nofieldfrom', 'from']],
  ])('%j', (octets, names) => {
    expect([...new Set(namesRead(field(`${octets}\r\n`)))]).toEqual(names);
  });

  it('reads octets that are no UTF-8 as ISO 8859-1', () => {
    const raw = Buffer.from('Subject: a\u0085From: x\r\n', 'latin1');
    expect(namesRead(field(raw))).toContain('from');
    expect(withoutBorders(field(raw)).raw.toString('latin1')).toBe('Subject: a From: x\r\n');
  });

  it('takes the octet 85 for a border even within a character where that can be no chance', () => {
    const names = protectedNamesRead(field('Subject: ąX-MS-Exchange-Organization-SCL: -1'));
    expect(names).toContain('x-ms-exchange-organization-scl');
  });

  it('takes time in proportion to the length, whatever the borders', async () => {
    const spent = await cpuMs(() => protectedNamesRead(field(`X: ${'a\0'.repeat(130_000)}`)));
    expect(spent).toBeLessThan(2_000);
  });
});
