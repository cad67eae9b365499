import { randomUUID } from 'node:crypto';

import { version, type LogFolder } from '@mailyard/service';
import { LogClock, type LogFiles } from '@mailyard/telemetry';

import { TrackingLine } from './csv/tracking-line.js';
import { trackingFields } from './csv/tracking-fields.js';
import type { MessageTracking, TrackingEvent } from './event/tracking-event.js';

/** The transport services that write a log of their own: MSGTRK of Transport, MSGTRKMD of Mailbox Delivery, MSGTRKMS of Mailbox Submission. */
export type TrackingPrefix = 'MSGTRK' | 'MSGTRKMD' | 'MSGTRKMS';

export interface FileMessageTrackingOptions {
  readonly prefix: TrackingPrefix;
  readonly files: LogFiles;
  /** MessageTrackingLogSubjectLoggingEnabled. */
  readonly withSubject: () => boolean;
  readonly now?: () => Date;
}

/** Lines wait so long for others; what a process that is killed has not written is not known to anybody. */
const flushMs = 250;
/** Some hundred thousand rows: a disk may stand still for a minute under full load. */
const maxBufferBytes = 64 * 1_048_576;

/** Exchange's message tracking log. Makes no file before the first event. */
export class FileMessageTracking implements MessageTracking {
  readonly #files;
  readonly #clock: LogClock;
  readonly #logIds = new LogIds();
  readonly #withSubject: () => boolean;

  constructor({ prefix, files, withSubject, now = () => new Date() }: FileMessageTrackingOptions) {
    this.#clock = new LogClock(now);
    this.#withSubject = withSubject;
    this.#files = files.open({
      name: 'MessageTracking',
      title: 'message tracking log',
      type: 'Message Tracking Log',
      prefix,
      fields: trackingFields,
      names: { period: 'hour', extension: 'LOG' },
      keepsUnwritten: true,
      limits: { flushMs, maxBufferBytes },
      now,
    });
  }

  get enabled(): boolean {
    return this.#files.enabled;
  }

  /** Where its files are now; undefined: nowhere. */
  get dir(): string | undefined {
    return this.#files.dir;
  }

  /** What is kept of its files. */
  get kept(): LogFolder['kept'] {
    return this.#files.kept;
  }

  track(event: TrackingEvent): void {
    if (!this.#files.hasRoom()) return;
    const { timestamp } = event;
    const line = new TrackingLine(event, {
      time: timestamp === undefined ? this.#clock.time() : new Date(timestamp).toISOString(),
      logId: this.#logIds.next(),
      schemaVersion: version,
      withSubject: this.#withSubject(),
    });
    this.#files.write(line);
  }
}

/**
 * GUIDs of the rows that a process writes: its own random beginning, and a number. Those of one process stand beside each
 * other in the index of a store.
 */
class LogIds {
  readonly #beginning = randomUUID().slice(0, -numberDigits);
  #number = 0;

  next(): string {
    this.#number += 1;
    return this.#beginning + this.#number.toString(16).padStart(numberDigits, '0');
  }
}

/** Of the last group of a GUID. */
const numberDigits = 12;
