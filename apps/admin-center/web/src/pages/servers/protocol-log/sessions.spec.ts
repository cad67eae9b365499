import { emptyTail, extended, linesMax, sessionsOf, together, type ProtocolLine } from './sessions.js';

const line = (session: string, sequence: number, [event, data = '']: readonly string[]) =>
  ({
    session,
    sequence,
    event,
    data,
    time: `2026-11-30T15:00:0${sequence}.000Z`,
    remote: '192.0.2.1:5',
  }) as ProtocolLine;

it('a session is one line: who, how it went, and for how long', () => {
  const said = [
    ['+'],
    ['>', '220 x'],
    ['<', 'EHLO erp01'],
    ['>', '550 5.7.54 no'],
    ['>', '250 2.6.0 <x> Queued'],
    ['-'],
  ] as const;
  const [session] = sessionsOf(said.map((each, at) => line('A', at, each)).toReversed());
  expect(session).toMatchObject({ id: 'A', helo: 'erp01', accepted: 1, refusals: 1, isOpen: false });
  expect((session?.lastAt ?? 0) - (session?.startedAt ?? 0)).toBe(5_000);
});

it('the newest lines are kept, and what is left out is counted', () => {
  const many = Array.from({ length: linesMax + 5 }, (_, at) => line('A', at, ['*']));
  const tail = extended(extended(emptyTail, { lines: many, skipped: 3 }), { lines: [], skipped: 4 });
  expect([tail.lines.length, tail.lines[0]?.sequence, tail.skipped]).toEqual([linesMax, 5, 7]);
});

it('what was said in the last minutes and what is said now is one list, each line once', () => {
  const before = { lines: [line('A', 0, ['+']), line('A', 1, ['<'])], skipped: 7 };
  const since = { lines: [line('A', 1, ['<']), line('A', 2, ['>'])], skipped: 1 };
  const { lines, skipped } = together(before, since);
  expect([lines.map(({ sequence }) => sequence), skipped]).toEqual([[0, 1, 2], 8]);
});
