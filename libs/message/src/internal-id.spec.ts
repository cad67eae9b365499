import { formatInternalId, InternalIdBlock, parseInternalId } from './internal-id.js';

describe('internal message ids', () => {
  it.each(['1', '9007199254740993', '18446744073709551615'])('survives: %s', (id) => {
    expect(formatInternalId(parseInternalId(id) ?? 0n)).toBe(id);
  });

  it.each(['', '0', '01', '-1', '1.0', '1e3', ' 1', '18446744073709551616', '0x1', '*'])(
    'refuses %j',
    (text) => {
      expect(parseInternalId(text)).toBeUndefined();
    },
  );

  it('hands out each number of a block once', () => {
    const block = new InternalIdBlock(9_007_199_254_740_993n, 2);
    expect([block.next(), block.next(), block.next()]).toEqual([
      '9007199254740993',
      '9007199254740994',
      undefined,
    ]);
    expect(block.remaining).toBe(0);
  });
});
