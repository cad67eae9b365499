import type { OutputOf, Service } from '../../../api/index.js';
import type { Format, TextKey, Texts } from '../../../text/index.js';
import type { State } from '../../../ui/index.js';
import type { backPressureTexts } from './back-pressure.text.js';

export interface Resource extends Readonly<Measured> {
  /** When its level rose, milliseconds since the epoch; absent: it is Low. */
  readonly since?: number | undefined;
}

type Measured = OutputOf<'Get-ExchangeDiagnosticInfo'>[number];
export type T = Texts<TextKey<typeof backPressureTexts>>;

export const levelStates = { Low: 'good', Medium: 'warn', High: 'bad' } as const satisfies Record<
  Resource['level'],
  State
>;

const known = [
  'PrivateBytes',
  'SystemMemory',
  'EventLoopDelay',
  'UsedDiskSpace',
  'QueueLength',
  'FsyncLatency',
  'UsedVersionBuckets',
] as const;

/** `UsedDiskSpace[logs]` is of the kind `UsedDiskSpace`. */
export function kindOf({ resource }: Resource): (typeof known)[number] | 'other' {
  return known.find((each) => resource === each || resource.startsWith(`${each}[`)) ?? 'other';
}

export function valueText(
  value: number,
  resource: Resource,
  { t, format }: { readonly t: T; readonly format: Format },
): string {
  const number = format.number(value);
  switch (kindOf(resource)) {
    case 'PrivateBytes':
    case 'SystemMemory':
    case 'UsedDiskSpace':
      return t('percent', { value: number });
    case 'EventLoopDelay':
    case 'FsyncLatency':
      return t('milliseconds', { value: number });
    case 'QueueLength':
    case 'UsedVersionBuckets':
    case 'other':
      return number;
  }
}

export function keyOf({ service, host, pid, resource }: Resource): string {
  return `${service} ${host}:${pid} ${resource}`;
}

const ranks = { High: 0, Medium: 1, Low: 2 } as const;

/** The shortest first. Values change all the time, and rows that move cannot be read. */
export function rankOf({ level }: Resource): number {
  return ranks[level];
}

/** Where the next level begins; of High, where it began. */
export function risesAt({ level, thresholds }: Resource): number {
  return level === 'Low' ? thresholds.LowToMedium : thresholds.MediumToHigh;
}

/** Where its level ends; undefined: it is Low. */
export function fallsAt({ level, thresholds }: Resource): number | undefined {
  switch (level) {
    case 'Low':
      return undefined;
    case 'Medium':
      return thresholds.MediumToLow;
    case 'High':
      return thresholds.HighToMedium;
  }
}

/** A process tells with its heartbeat since when it is short of what. */
export function withSince(measured: readonly Measured[], services: readonly Service[]): readonly Resource[] {
  return measured.map((each) => {
    const process = services.find(
      ({ service, host, pid }) => service === each.service && host === each.host && pid === each.pid,
    );
    const short = process?.degradations?.find(
      ({ code, subject }) => code === 'back-pressure' && subject === each.resource,
    );
    return { ...each, since: short && Date.parse(short.since) };
  });
}
