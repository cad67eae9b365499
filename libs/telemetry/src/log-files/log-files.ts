import { LogFolder, type LogFolderOptions, type LogFolderSettings } from '@mailyard/service';

import { logHeader } from './csv-text.js';

/** The logs in Exchange's form, as the parameters of the transport services name them: `ReceiveProtocol` has `ReceiveProtocolLogPath`. */
export type LogName =
  | 'MessageTracking'
  | 'ReceiveProtocol'
  | 'SendProtocol'
  | 'Connectivity'
  | 'Agent'
  | 'Queue'
  | 'RoutingTable'
  | 'ServerStatistics';

const folders: Readonly<Record<Exclude<LogName, 'MessageTracking'>, string>> = {
  ReceiveProtocol: 'ProtocolLog/SmtpReceive',
  SendProtocol: 'ProtocolLog/SmtpSend',
  Connectivity: 'Connectivity',
  Agent: 'AgentLog',
  Queue: 'QueueViewer',
  RoutingTable: 'Routing',
  ServerStatistics: 'ServerStats',
};

/** Below the folder of all logs. Message tracking is one log of all services, whose prefixes differ. */
export function defaultFolder(name: LogName, service: string): string {
  return name === 'MessageTracking' ? name : `${service}/${folders[name]}`;
}

/** What makes a log that log. */
export interface LogForm extends Pick<
  LogFolderOptions,
  'title' | 'prefix' | 'names' | 'keepsUnwritten' | 'now'
> {
  readonly name: LogName;
  /** Of the line `#Log-Type`. */
  readonly type: string;
  readonly fields: readonly string[];
  readonly limits?: LogFolderOptions['limits'] | undefined;
}

export interface LogFilesOptions {
  /** Where each is by default. */
  readonly folder: (name: LogName) => string;
  /** Lines of a log (by its title) are lost or wait, or no longer. */
  readonly onTrouble?: (title: string, ...trouble: [message: string, state: 'begins' | 'ends']) => void;
}

/** All logs in Exchange's form that one process writes: where they are, how much of them is kept, and their end. */
export class LogFiles {
  readonly #options: LogFilesOptions;
  readonly #open: { readonly form: LogForm; readonly files: LogFolder }[] = [];
  #settings: ((name: LogName, folder: string) => LogFolderSettings) | undefined;

  constructor(options: LogFilesOptions) {
    this.#options = options;
  }

  /** Makes no file before the first line. */
  open(form: LogForm): LogFolder {
    const { folder, onTrouble } = this.#options;
    const { limits = {}, ...rest } = form;
    const files = new LogFolder({
      ...rest,
      limits,
      dir: folder(form.name),
      header: (at) => logHeader(form, at),
      onTrouble: (message, state) => onTrouble?.(form.title, message, state),
    });
    this.#open.push({ form, files });
    this.#apply();
    return files;
  }

  /** From now on, and until the next call, they are as these settings say. `folder` is where a log is by default. */
  configure(settings: (name: LogName, folder: string) => LogFolderSettings): void {
    this.#settings = settings;
    this.#apply();
  }

  /** Lines lost because they could not be written, by the title of their log. */
  get dropped(): readonly (readonly [title: string, lines: number])[] {
    return this.#open.map(({ form, files }) => [form.title, files.dropped]);
  }

  /** For the end of a process that cannot wait: what is in memory goes to the files now. */
  flushSync(): void {
    for (const { files } of this.#open) files.flushSync();
  }

  /** Writes what is left. */
  async close(): Promise<void> {
    await Promise.all(this.#open.map(({ files }) => files.close()));
  }

  #apply(): void {
    if (this.#settings === undefined) return;
    for (const { form, files } of this.#open) {
      files.configure(this.#settings(form.name, this.#options.folder(form.name)));
    }
  }
}
