import { Reply } from '../../reply/reply.js';
import { InputBuffer } from './input-buffer.js';

/** Reads all lines of the octets, cut into segments of the given size. */
async function lines(
  octets: string | Buffer,
  segment = Number.POSITIVE_INFINITY,
): Promise<readonly string[]> {
  const input = new InputBuffer();
  const whole = Buffer.from(octets as string);
  let sent = 0;
  const push = () => {
    if (sent >= whole.length) return input.end();
    const chunk = whole.subarray(sent, Math.min(whole.length, sent + segment));
    sent += chunk.length;
    input.push(chunk, push);
  };
  push();
  const read: string[] = [];
  for (;;) {
    const line = input.takeLine();
    if (line !== undefined) read.push(line instanceof Reply ? String(line.code) : line);
    else if (!(await input.more())) return read;
  }
}

const segmentSizes = [1, 2, 3, 7, Number.POSITIVE_INFINITY];

describe.each(segmentSizes)('command lines in segments of %d octets', (segment) => {
  it('end with CRLF (RFC 5321 §2.3.8)', async () => {
    expect(await lines('NOOP\r\n\r\nRSET x\r\nQUI', segment)).toEqual(['NOOP', '', 'RSET x']);
  });

  it.each([
    ['NOOP\nMAIL\r\nRSET\r\n', ['500', 'RSET']],
    ['\nNOOP\r\nRSET\r\n', ['500', 'RSET']],
    ['A\nB\nC\r\nRSET\r\n', ['500', '500', 'RSET']],
    ['A\rB\r\nRSET\r\n', ['500', 'RSET']],
    ['A\r\r\nRSET\r\n', ['500', 'RSET']],
    ['A\0B\r\nRSET\r\n', ['500', 'RSET']],
    ['A\u0007\r\nRSET\r\n', ['500', 'RSET']],
    ['A\tB\r\n', ['A\tB']],
  ])('%j', async (octets, expected) => {
    expect(await lines(octets, segment)).toEqual(expected);
  });

  it('hold UTF-8, and nothing else beyond ASCII', async () => {
    expect(await lines('MAIL ü\r\n', segment)).toEqual(['MAIL ü']);
    expect(await lines(Buffer.from('MAIL \xfc\r\n', 'latin1'), segment)).toEqual(['500']);
  });

  it('have a limit of 2048 octets (RFC 5321 §4.5.3.1.4)', async () => {
    const longest = 'x'.repeat(2046);
    expect(await lines(`${longest}\r\nRSET\r\n`, segment)).toEqual([longest, 'RSET']);
    expect(await lines(`${longest}x\r\nRSET\r\n`, segment)).toEqual(['500', 'RSET']);
    expect(await lines(`${'y'.repeat(100_000)}\r\nRSET\r\n`, segment)).toEqual(['500', 'RSET']);
  });

  it('have a limit of 12288 octets for AUTH (RFC 4954 §4)', async () => {
    const longest = `auth ${'x'.repeat(12_281)}`;
    expect(await lines(`${longest}\r\nRSET\r\n`, segment)).toEqual([longest, 'RSET']);
    expect(await lines(`${longest}x\r\nRSET\r\n`, segment)).toEqual(['500', 'RSET']);
  });
});

describe('input buffer', () => {
  it('asks for more only when everything is taken', async () => {
    const input = new InputBuffer();
    let asked = 0;
    input.push(Buffer.from('A\r\nB\r\n12345C'), () => (asked += 1));
    expect(input.takeLine()).toBe('A');
    expect(input.takeLine()).toBe('B');
    expect(input.takeOctets(5)?.toString()).toBe('12345');
    expect(input.pending).toBe(true);
    expect(input.takeLine()).toBeUndefined();
    expect(asked).toBe(0);
    const more = input.more();
    expect(asked).toBe(1);
    input.push(Buffer.from('\r\n'), () => undefined);
    expect(await more).toBe(true);
    expect(input.takeLine()).toBe('C');
  });

  it('wakes the reader at the end', async () => {
    const input = new InputBuffer();
    const more = input.more();
    input.end();
    expect(await more).toBe(false);
    let drained = false;
    input.push(Buffer.from('late\r\n'), () => (drained = true));
    expect(drained).toBe(true);
    expect(input.takeLine()).toBeUndefined();
  });
});
