import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { join } from 'node:path';

import { repository } from '../stack/site.js';

const program = `
  import { describeMachine, describeProcessor } from ${JSON.stringify(join(repository, 'bench/dist/machine.js'))};
  import { rateTable } from ${JSON.stringify(join(repository, 'bench/dist/report.js'))};
  const load = { sessions: 20, bytes: 5000, reused: false, messages: 1 };
  const runs = [{ acceptedPerSecond: 1, storedPerSecond: 1, latency: [], usage: new Map() }];
  const processor = await describeProcessor();
  const table = rateTable([{ target: 'Mailyard', load, runs }], processor);
  console.log(JSON.stringify({ processor, table, machine: await describeMachine('/') }));
`;

it('a table of the bench names its processor', () => {
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
  const { processor, table, machine } = JSON.parse(stdout.toString()) as {
    readonly processor: string;
    readonly table: string;
    readonly machine: readonly string[];
  };
  expect(processor).toContain(cpus()[0]?.model.trim());
  expect(table.split('\n')[0]).toContain(`Load on ${processor}`);
  expect(machine[0]).toContain(processor);
});
