import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { eventually, tempDir } from '@mailyard/testing';

import { message } from '../mail/message.js';
import { submit } from '../mail/send.js';
import { Launched } from '../stack/launched.js';
import { repository } from '../stack/site.js';

const run = promisify(execFile);
/** Of Debian's package prometheus. */
const promtool = '/usr/bin/promtool';
const rules = join(repository, 'deploy/prometheus/mailyard.rules.yml');
const board = join(repository, 'deploy/grafana/mailyard.json');

interface Board {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const read = (file: string) => readFile(file, 'utf8');
const boardQueries = async () =>
  (JSON.parse(await read(board)) as Board).panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

describe('alert rules and board', () => {
  let stack: Launched;
  beforeAll(async () => (stack = await Launched.start()), 120_000);
  afterAll(() => stack.stop(), 60_000);

  it('ask for metrics that a running Mailyard has', async () => {
    await submit(stack.site.port(25), message(), { from: 'kate@fabrikam.com', to: ['alice@contoso.com'] });
    const asked = new Set(
      [...(await boardQueries()), await read(rules)].flatMap(
        (text) => text.match(/\bmailyard_[a-z_]+/g) ?? [],
      ),
    );
    expect(asked.size).toBeGreaterThan(20);
    // Hubs tell with every second heartbeat.
    await eventually(
      async () => {
        const text = await (await fetch(`http://127.0.0.1:${stack.site.port(8080)}/metrics`)).text();
        const told = new Set([...text.matchAll(/^# HELP (\S+)/gm)].map(([, name = '']) => name));
        const unknown = [...asked].filter(
          (name) => !told.has(name) && !told.has(name.replace(/_(?:bucket|sum|count)$/, '')),
        );
        expect(unknown).toEqual([]);
      },
      { deadlineMs: 20_000, what: 'the metrics of all services' },
    );
  }, 60_000);
});

(existsSync(promtool) ? describe : describe.skip)('with promtool (Debian package prometheus)', () => {
  it('the alert rules are right, and fire when they should', async () => {
    await run(promtool, ['check', 'config', join(repository, 'deploy/prometheus/prometheus.yml')]);
    const { stdout } = await run(promtool, ['test', 'rules', rules.replace('.yml', '.test.yml')]);
    expect(stdout).toContain('SUCCESS');
  });

  it('every query of the board can be read', async () => {
    const dir = await tempDir();
    try {
      const queries = (await boardQueries()).map((expr, index) => ({
        record: `query:number_${index}`,
        expr: expr.replaceAll('$__rate_interval', '5m'),
      }));
      const file = join(dir.path, 'queries.yml');
      await writeFile(file, JSON.stringify({ groups: [{ name: 'board', rules: queries }] }));
      const { stdout } = await run(promtool, ['check', 'rules', file]);
      expect(stdout).toContain(`${queries.length} rules found`);
    } finally {
      await dir.remove();
    }
  });
});
