import { eventually } from '@mailyard/testing';

import { GatheredLines } from './gathered-lines.js';

describe('lines for the console', () => {
  let written: string[];
  let lines: GatheredLines;

  beforeEach(() => {
    written = [];
    lines = new GatheredLines({ write: (text) => void written.push(text), flushSync: () => undefined });
  });

  it('of one moment leave in one write, soon and without being asked', async () => {
    lines.write('one\n');
    lines.write('two\n');
    expect(written).toEqual([]);
    await eventually(() => written.length > 0);
    lines.write('three\n');
    await eventually(() => written.length > 1);
    expect(written).toEqual(['one\ntwo\n', 'three\n']);
  });

  it('leave at once when somebody cannot wait, and are not said twice', () => {
    lines.write('one\n');
    lines.flushSync();
    lines.flushSync();
    expect(written).toEqual(['one\n']);
  });
});
