import {
  pressureResources,
  type PressureResource,
  type PressureThresholds,
  type Server,
} from '@mailyard/directory';
import type { PressureReport, Refused } from '@mailyard/service';

import { actionsFor, noActions, together, type PressureActions } from './actions.js';
import { looked, onDiskOf, unpressed, type PressureLevel, type ResourceState } from './level.js';
import type { Measured, Meter } from './meters/meter.js';

export type MonitorSettings = Pick<Server, 'ResourceThresholds' | 'EnableResourceMonitoring'>;

/** A resource has come to another level, or has stayed at one for so long that more is done. */
export interface LevelChange {
  readonly resource: PressureResource;
  readonly before: PressureLevel;
  readonly level: PressureLevel;
  readonly value: number;
  readonly refusedBefore: Refused;
  readonly refuses: Refused;
}

export interface ResourceMonitorOptions {
  readonly settings: () => MonitorSettings;
  readonly onChange: (change: LevelChange) => void;
  readonly onFault: (error: unknown) => void;
}

interface Watched {
  readonly meter: Meter;
  state: ResourceState;
  thresholds: PressureThresholds;
  actions: PressureActions;
  /** It was measured once. */
  present: boolean;
}

/** Looks at the resources of a process, and says what is to be done; whoever acts reads a field. */
export class ResourceMonitor {
  /** At this moment. */
  actions: PressureActions = noActions;
  readonly #options: ResourceMonitorOptions;
  readonly #watched: Watched[] = [];

  constructor(options: ResourceMonitorOptions) {
    this.#options = options;
  }

  watch(...meters: readonly Meter[]): void {
    for (const meter of meters) {
      const thresholds = pressureResources[meter.resource];
      this.#watched.push({ meter, state: unpressed, thresholds, actions: noActions, present: false });
    }
  }

  /** One look at each resource. */
  async look(): Promise<void> {
    if (this.#options.settings().EnableResourceMonitoring) {
      await Promise.all(this.#watched.map((watched) => this.#look(watched)));
    } else {
      for (const watched of this.#watched) this.#forget(watched);
    }
    this.actions = together(this.#watched.map(({ actions }) => actions));
  }

  get report(): PressureReport {
    const { refuses, tarpitMs } = this.actions;
    const present = this.#watched.filter((watched) => watched.present);
    const resources = present.map(({ meter: { resource }, state: { level, value }, thresholds }) => ({
      resource,
      level,
      value: tenths(value),
      threshold: tenths(nextThreshold(level, thresholds)),
      thresholds: {
        LowToMedium: tenths(thresholds.LowToMedium),
        MediumToHigh: tenths(thresholds.MediumToHigh),
        HighToMedium: tenths(thresholds.HighToMedium),
        MediumToLow: tenths(thresholds.MediumToLow),
      },
    }));
    return { refuses, tarpitMs, resources };
  }

  async #look(watched: Watched): Promise<void> {
    const { meter } = watched;
    try {
      const measured = await meter.read();
      // What cannot be measured now is taken for what it was.
      if (measured !== undefined) this.#judge(watched, measured);
      if (watched.state.level !== 'Low') await meter.relieve?.();
    } catch (error) {
      this.#options.onFault(error);
    }
  }

  #judge(watched: Watched, { value, sizeBytes }: Measured): void {
    const { meter, state: before, present, actions: acted } = watched;
    const thresholds = this.#thresholds(meter.resource, sizeBytes);
    const growth = meter.fills === true && present ? Math.max(0, value - before.value) : 0;
    const judged = looked(before, value + growth, thresholds);
    const actions = actionsFor(meter.resource, judged, thresholds.HistoryDepth);
    Object.assign(watched, { thresholds, actions, state: { ...judged, value }, present: true });
    if (judged.level !== before.level || actions.refuses !== acted.refuses) {
      this.#changed(watched, before.level, acted.refuses);
    }
  }

  #forget(watched: Watched): void {
    const { level } = watched.state;
    const { refuses } = watched.actions;
    Object.assign(watched, { state: unpressed, actions: noActions, present: false });
    if (level !== 'Low') this.#changed(watched, level, refuses);
  }

  #changed(
    { meter: { resource }, state: { level, value }, actions: { refuses } }: Watched,
    ...[before, refusedBefore]: [PressureLevel, Refused]
  ): void {
    this.#options.onChange({ resource, before, level, value, refusedBefore, refuses });
  }

  /** Those that an administrator has set hold as they are, on a large disk, too. */
  #thresholds(resource: PressureResource, sizeBytes: number | undefined): PressureThresholds {
    const usual: PressureThresholds = pressureResources[resource];
    const set = this.#options.settings().ResourceThresholds.find(({ Resource }) => Resource === resource);
    if (set === undefined) return sizeBytes === undefined ? usual : onDiskOf(sizeBytes, usual);
    return {
      LowToMedium: set.LowToMedium ?? usual.LowToMedium,
      MediumToHigh: set.MediumToHigh ?? usual.MediumToHigh,
      HighToMedium: set.HighToMedium ?? usual.HighToMedium,
      MediumToLow: set.MediumToLow ?? usual.MediumToLow,
      HistoryDepth: set.HistoryDepth ?? usual.HistoryDepth,
    };
  }
}

function tenths(value: number): number {
  return Math.round(10 * value) / 10;
}

function nextThreshold(level: PressureLevel, thresholds: PressureThresholds): number {
  const { LowToMedium, MediumToHigh, HighToMedium } = thresholds;
  return { Low: LowToMedium, Medium: MediumToHigh, High: HighToMedium }[level];
}
