import { cpus } from 'node:os';

import { describeMachine, describeProcessor } from '../measures/machine.js';
import { rateTable, type Result } from './report.js';

it('a table of the bench names its processor', async () => {
  const processor = await describeProcessor();
  const run: Result = {
    target: 'Mailyard',
    load: { sessions: 20, bytes: 5000, reused: false, messages: 1 },
    runs: [{ acceptedPerSecond: 1, storedPerSecond: 1, latency: [], usage: new Map() }],
  };
  expect(processor).toContain(cpus()[0]?.model.trim());
  expect(rateTable([run], processor).split('\n')[0]).toContain(`Load on ${processor}`);
  expect((await describeMachine('/'))[0]).toContain(processor);
});
