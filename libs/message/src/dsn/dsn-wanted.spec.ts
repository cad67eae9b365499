import type { Notify } from '@mailyard/smtp';

import type { DsnKind } from './dsn.js';
import { attachesContent, dsnWanted } from './dsn-wanted.js';

const sender = { localPart: 'alice', domain: 'contoso.com' };
const kinds: readonly DsnKind[] = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'];
const successes: readonly DsnKind[] = ['delivered', 'relayed', 'expanded'];

describe('dsnWanted (RFC 3461 §4.1)', () => {
  it.each<[Notify[] | undefined, readonly DsnKind[]]>([
    [undefined, ['failed', 'delayed']],
    [['NEVER'], []],
    [['FAILURE'], ['failed']],
    [['DELAY'], ['delayed']],
    [['SUCCESS'], successes],
    [['SUCCESS', 'FAILURE', 'DELAY'], kinds],
  ])('NOTIFY=%s reports %s', (notify, expected) => {
    const recipient = notify === undefined ? {} : { notify };
    expect(kinds.filter((kind) => dsnWanted(recipient, kind, sender))).toEqual(
      kinds.filter((kind) => expected.includes(kind)),
    );
  });

  it.each(kinds)('never answers a null reverse-path (RFC 5321 §4.5.5): %s', (kind) => {
    expect(dsnWanted({ notify: ['SUCCESS', 'FAILURE', 'DELAY'] }, kind, null)).toBe(false);
  });
});

describe('attachesContent (RFC 3461 §4.3)', () => {
  const failed = {
    kind: 'failed',
    envelope: { body: '8BITMIME' },
    contentBytes: 100,
    maxAttachedBytes: 100,
  } as const;

  it.each([
    ['a failure, up to the limit', failed, true],
    ['RET=FULL', { ...failed, envelope: { body: '7BIT', ret: 'FULL' } as const }, true],
    ['RET=HDRS', { ...failed, envelope: { body: '7BIT', ret: 'HDRS' } as const }, false],
    ['one octet above the limit', { ...failed, contentBytes: 101 }, false],
    ['limit 0', { ...failed, contentBytes: 0, maxAttachedBytes: 0 }, false],
    ['a delay', { ...failed, kind: 'delayed' as const }, false],
    ['a success, even with RET=FULL', { ...failed, kind: 'delivered' as const }, false],
    ['binary content', { ...failed, envelope: { body: 'BINARYMIME' } as const }, false],
  ])('%s', (_, message, expected) => {
    expect(attachesContent(message)).toBe(expected);
  });
});
