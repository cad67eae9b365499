import { LineWrapper } from './line-wrapper.js';

const heldOctetsMax = 65_536;

it('of a word that is too long no more is held than of any line, however long it is', () => {
  const wrapper = new LineWrapper(8, false);
  const piece = Buffer.alloc(40_000, 'x');
  let given = 0;
  for (let written = piece.length; written <= 10 * piece.length; written += piece.length) {
    const { lines, open } = wrapper.write(piece);
    expect(lines).toEqual([]);
    given += open?.length ?? 0;
    expect(written - given).toBeLessThanOrEqual(heldOctetsMax);
  }
  const { lines } = wrapper.write(Buffer.from('y one'));
  expect(lines.map(String)).toEqual(['y']);
  expect(wrapper.end().map(String)).toEqual(['one']);
});
