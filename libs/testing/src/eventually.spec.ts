import { createServer } from 'node:net';

import { eventually } from './eventually.js';
import { freePort, freePortOffset } from './free-port.js';

describe('eventually', () => {
  it('returns the first result that is neither false nor an error', async () => {
    let calls = 0;
    const result = await eventually(
      () => {
        calls++;
        if (calls === 1) throw new Error('not yet');
        return calls < 3 ? false : 'there';
      },
      { intervalMs: 1 },
    );
    expect([result, calls]).toEqual(['there', 3]);
  });

  it('fails at the deadline with what was waited for and the last failure', async () => {
    const never = eventually(() => Promise.reject(new Error('queue is empty')), {
      deadlineMs: 20,
      intervalMs: 5,
      what: 'a message',
    });
    await expect(never).rejects.toThrow('waited 20 ms for a message: queue is empty');
  });
});

describe('free ports', () => {
  it('skips an offset when one of its ports is taken', async () => {
    const taken = createServer();
    const port = await freePort();
    await new Promise<void>((resolve) => taken.listen(port, '127.0.0.1', resolve));
    const offset = await freePortOffset([25, 587]);
    expect([25 + offset, 587 + offset]).not.toContain(port);
    await new Promise((resolve) => taken.close(resolve));
  });
});
