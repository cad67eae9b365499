import type { SectionName } from '../bundle/bundle.js';
import { noFigures, type Figures } from '../bundle/section-content.js';
import type { BundleAnswer } from '../http/http-edge-client.js';
import type { WantedSections } from './edge-sections.js';

/** What is pushed on its own schedule. */
export const syncTypes = ['Configuration', 'Recipients'] as const;

export type SyncType = (typeof syncTypes)[number];

export const sectionsOfType: Readonly<Record<SyncType, readonly SectionName[]>> = {
  Configuration: ['configuration', 'topology'],
  Recipients: ['recipients'],
};

/** Incomplete: what the Edge should be told cannot be had here. */
export const syncResults = ['Success', 'CouldNotConnect', 'Incomplete', 'Rejected'] as const;

/** What became of the last push of one kind. */
export interface SyncRecord extends Figures {
  readonly result: (typeof syncResults)[number];
  readonly startedAt: string;
  readonly endedAt: string;
  readonly lastSuccess?: string;
  /** What the Edge said, or why it could not be reached. */
  readonly reason?: string;
  /** Of objects, or addresses, that the Edge is told of. */
  readonly scanned: number;
  readonly serial: number;
}

export type SyncRecords = Readonly<Partial<Record<SyncType, SyncRecord>>>;

/** What an Edge has answered to a bundle. */
export interface Told {
  readonly answer: BundleAnswer;
  readonly serial: number;
  readonly sections: WantedSections;
}

type When = Pick<SyncRecord, 'startedAt' | 'endedAt'>;

/** A record for each kind that was pushed: more than were due, if the Edge was told everything. */
export function recordsOf({ answer, serial, sections }: Told, when: When): SyncRecords {
  const types = syncTypes.filter((type) => sectionsOfType[type].some((name) => sections[name] !== undefined));
  return recordOfEach(types, (type) => {
    const names = sectionsOfType[type];
    const scanned = names.reduce((total, name) => total + (sections[name]?.scanned ?? 0), 0);
    const about = { ...when, scanned, serial };
    if (answer.result !== 'Applied') {
      const reason = answer.result === 'Rejected' ? answer.reason : 'it did not take what it was told whole';
      return { ...about, ...noFigures, result: 'Rejected', reason };
    }
    const figures = type === 'Recipients' ? answer.recipients : answer.configuration;
    return { ...about, ...figures, result: 'Success', lastSuccess: when.endedAt };
  });
}

export function notPushed(
  types: readonly SyncType[],
  why: When & Pick<SyncRecord, 'result' | 'reason'>,
): SyncRecords {
  return recordOfEach(types, () => ({ ...why, ...noFigures, scanned: 0, serial: 0 }));
}

function recordOfEach(types: readonly SyncType[], record: (type: SyncType) => SyncRecord): SyncRecords {
  return Object.fromEntries(types.map((type) => [type, record(type)]));
}
