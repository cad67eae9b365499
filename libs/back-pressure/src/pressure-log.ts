import type { Degradations, Logger } from '@mailyard/service';

import { pressureLevels } from './level.js';
import type { LevelChange } from './resource-monitor.js';

/** Exchange's events of its Resource Manager. */
const events = { increased: 15_004, decreased: 15_005, rejectingForDisk: 15_006, rejectingForMemory: 15_007 };

const told: Readonly<Record<LevelChange['refuses'], string>> = {
  nobody: 'no mail is refused for it',
  strangers: 'mail from outside is refused, all else is taken',
  everybody: 'no mail is taken',
};

/** Tells the service log, and `/health`, which resource is at which level. */
export class PressureLog {
  constructor(
    private readonly logger: Pick<Logger, 'warn' | 'info'>,
    private readonly degradations: Pick<Degradations, 'enter' | 'leave'>,
  ) {}

  changed(change: LevelChange): void {
    const { resource, before, level, refusedBefore, refuses } = change;
    const line = { resource, before, level, value: Math.round(10 * change.value) / 10 };
    const rise = pressureLevels.indexOf(level) - pressureLevels.indexOf(before);
    if (rise > 0) this.logger.warn({ event: events.increased, ...line }, 'resource pressure increased');
    if (rise < 0) this.logger.info({ event: events.decreased, ...line }, 'resource pressure decreased');
    if (refuses !== 'nobody' && refuses !== refusedBefore) {
      const event = resource.startsWith('UsedDiskSpace')
        ? events.rejectingForDisk
        : events.rejectingForMemory;
      this.logger.warn({ event, ...line }, told[refuses]);
    }
    const reason = `${level} at ${line.value}: ${told[refuses]}`;
    if (level === 'Low') this.degradations.leave('back-pressure', resource);
    else this.degradations.enter({ code: 'back-pressure', subject: resource, reason });
  }
}
