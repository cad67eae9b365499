import { HeaderBlock } from '../header/header-block.js';
import { checkHopCount } from './hop-count.js';

const localHosts = ['mbx01.contoso.com', 'bücher.contoso.com'];

function isLoop(received: readonly string[], limits: { maxHopCount?: number; maxLocalHopCount?: number }) {
  const text = received.map((value) => `Received: ${value}\r\n`).join('');
  try {
    const block = HeaderBlock.parse(Buffer.from(text));
    checkHopCount(block, { maxHopCount: 60, maxLocalHopCount: Infinity, localHosts, ...limits });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

const local = 'from a.example (192.0.2.1) by MBX01.contoso.com (10.0.0.1) with SMTP; date';
const foreign = 'from mbx01.contoso.com (10.0.0.1) by mx.example.net (192.0.2.9) with ESMTP; date';
const refusal = '554 5.4.6 Hop count exceeded - possible mail loop';

describe('MaxHopCount (RFC 5321 §6.3)', () => {
  it.each([
    [2, undefined],
    [3, refusal],
  ])('%i Received fields where 2 are allowed: %s', (count, outcome) => {
    expect(isLoop(Array<string>(count).fill(foreign), { maxHopCount: 2 })).toBe(outcome);
  });
});

describe('MaxLocalHopCount', () => {
  it.each<[string, readonly string[], string | undefined]>([
    ['as many hops through our servers as allowed', [local, local, foreign, foreign], undefined],
    ['one more', [local, foreign, local, local], refusal],
    ['our name only in the from clause', [foreign, foreign, foreign], undefined],
    [
      'our name only in a comment',
      Array(3).fill('from a (by mbx01.contoso.com) by mx.example.net; d'),
      undefined,
    ],
    ['a HELO that is the word by', Array(3).fill('from by (192.0.2.1) by mbx01.contoso.com; d'), refusal],
    ['without a from clause', Array(3).fill('by mbx01.contoso.com; d'), refusal],
    ['folded', Array(3).fill('from a.example\r\n\tby mbx01.contoso.com; d'), refusal],
    [
      'an internationalized name as it is signed',
      Array(3).fill('from a by xn--bcher-kva.contoso.com; d'),
      refusal,
    ],
  ])('%s', (_, received, outcome) => {
    expect(isLoop(received, { maxLocalHopCount: 2 })).toBe(outcome);
  });

  it('never refuses when there is no limit', () => {
    expect(isLoop(Array<string>(50).fill(local), {})).toBeUndefined();
  });
});
