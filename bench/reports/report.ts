import type { DirectoryCost } from '../directory/directory.js';
import type { Load, Measurement } from '../load/load.js';
import type { SessionCost } from '../load/sessions.js';
import { median, percentile } from '../measures/statistics.js';
import type { Way } from '../targets/target.js';

/** All measurements of one load on one target. */
export interface Result {
  readonly target: string;
  readonly load: Load;
  readonly runs: readonly Measurement[];
}

/** A table that is copied somewhere takes its machine along. */
const loadOn = (processor: string): string => `Load on ${processor}`;

const rateColumns = (processor: string): readonly string[] => [
  loadOn(processor),
  'Target',
  'accepted/s',
  'stored/s',
  'accept p50/p99 ms',
  'store p50/p99 ms',
  'CPU ms/msg',
];

const wayNames: Readonly<Record<Exclude<Way, 'mailbox'>, string>> = {
  relay: 'relayed',
  far: 'relayed, 50 ms away',
  proxied: 'relayed through Front End',
};

export function loadName({ sessions, bytes, reused, way = 'mailbox' }: Load): string {
  const to = way === 'mailbox' ? '' : `, ${wayNames[way]}`;
  return `${sessions} × ${bytes / 1000} KB, ${reused ? 'reused' : 'new'} connections${to}`;
}

/** Medians over the runs, and under each pair of targets the ratio of what was stored. */
export function rateTable(results: readonly Result[], processor: string): string {
  if (results.length === 0) return '';
  const rows: string[][] = [];
  for (const group of Map.groupBy(results, ({ load }) => loadName(load)).values()) {
    rows.push(...group.map(rateRow));
    const [ours, theirs] = group;
    if (ours !== undefined && theirs !== undefined) rows.push(ratioRow(ours, theirs));
  }
  return markdownTable(rateColumns(processor), rows);
}

/** What sessions cost Front End. */
export function sessionTable(costs: readonly SessionCost[], processor: string): string {
  const columns = [
    `Sessions at a time on ${processor}`,
    'connections/s',
    'CPU ms/connection',
    'commands/s',
    'CPU µs/command',
  ];
  const rows = costs.map((cost) => [
    String(cost.concurrent),
    cost.connectionsPerSecond.toFixed(0),
    cost.cpuMsPerConnection.toFixed(2),
    cost.commandsPerSecond.toFixed(0),
    cost.cpuUsPerCommand.toFixed(1),
  ]);
  return markdownTable(columns, rows);
}

/** What the directory costs at size. */
export function directoryTable(cost: DirectoryCost, processor: string): string {
  const columns = [
    `Directory on ${processor}`,
    'first load CPU ms',
    'bytes/mailbox',
    'change CPU ms',
    'follow CPU ms',
    'in force after ms',
    'apply CPU ms',
  ];
  const row = [
    `${cost.mailboxes} mailboxes, ${cost.connectors} connectors`,
    cost.firstLoadMs.toFixed(0),
    cost.bytesPerMailbox.toFixed(0),
    cost.changeMs.toFixed(1),
    cost.followMs.toFixed(1),
    cost.inForceAfterMs.toFixed(0),
    cost.applyMs.toFixed(0),
  ];
  return markdownTable(columns, [row]);
}

/** The heaviest of all loads by service: where the time and the memory go. */
export function usageTable(results: readonly Result[], processor: string): string {
  if (results.length === 0) return '';
  const rows = results.flatMap(({ target, load, runs }) => {
    const services = new Set(runs.flatMap(({ usage }) => [...usage.keys()]));
    return [...services].map((service) => {
      const uses = runs.flatMap(({ usage }) => usage.get(service) ?? []);
      const cpu = median(uses.map(({ cpuSeconds }) => cpuSeconds));
      const peak = Math.max(...uses.map(({ peakResidentBytes }) => peakResidentBytes));
      return [loadName(load), target, service, cpu.toFixed(2), String(Math.round(peak / 2 ** 20))];
    });
  });
  return markdownTable([loadOn(processor), 'Target', 'Service', 'CPU s', 'Peak MiB'], rows);
}

function rateRow({ target, load, runs }: Result): string[] {
  const latency = runs.flatMap((run) => run.latency);
  const cpu = median(
    runs.map(({ usage }) => [...usage.values()].reduce((sum, { cpuSeconds }) => sum + cpuSeconds, 0)),
  );
  return [
    loadName(load),
    target,
    median(runs.map(({ acceptedPerSecond }) => acceptedPerSecond)).toFixed(0),
    median(runs.map(({ storedPerSecond }) => storedPerSecond)).toFixed(0),
    spread(latency.map(({ acceptedMs }) => acceptedMs)),
    spread(latency.map(({ storedMs }) => storedMs)),
    ((cpu / load.messages) * 1000).toFixed(2),
  ];
}

function ratioRow(ours: Result, theirs: Result): string[] {
  const rate = (of: keyof Pick<Measurement, 'acceptedPerSecond' | 'storedPerSecond'>): string => {
    const [a, b] = [ours, theirs].map(({ runs }) => median(runs.map((run) => run[of])));
    return `**${((a ?? 0) / (b ?? 1)).toFixed(2)} ×**`;
  };
  return [
    '',
    `${ours.target} : ${theirs.target}`,
    rate('acceptedPerSecond'),
    rate('storedPerSecond'),
    '',
    '',
    '',
  ];
}

function spread(milliseconds: readonly number[]): string {
  return `${percentile(milliseconds, 50).toFixed(0)} / ${percentile(milliseconds, 99).toFixed(0)}`;
}

export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length)),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...rows.map(line)].join('\n');
}
