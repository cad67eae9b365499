import { join } from 'node:path';

import { Directory } from '@mailyard/directory';
import { Degradations, reportTroubles, ServiceProcess } from '@mailyard/service';
import {
  Global,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';

import { ConnectivityLog } from './connectivity-log/file-connectivity-log.js';
import { defaultFolder, LogFiles } from './log-files/log-files.js';
import { logSettings } from './log-files/log-settings.js';
import { Metrics } from './metrics.js';
import { ProtocolLog } from './protocol-log/file-protocol-log.js';
import type { ProtocolLogKind } from './protocol-log/protocol-log-line.js';

/** Tokens of the two protocol logs of a service. */
export const SmtpReceiveLog = Symbol('SmtpReceiveLog');
export const SmtpSendLog = Symbol('SmtpSendLog');

/**
 * Provides LogFiles, and the logs SmtpReceiveLog, SmtpSendLog and ConnectivityLog, for a service that has Metrics. All logs
 * follow the parameters of their server, and are flushed at shutdown.
 */
@Global()
@Module({
  providers: [
    { provide: LogFiles, useFactory: logFiles, inject: [ServiceProcess, Degradations, Metrics] },
    { provide: SmtpReceiveLog, useFactory: protocolLog('SmtpReceive'), inject: [LogFiles] },
    { provide: SmtpSendLog, useFactory: protocolLog('SmtpSend'), inject: [LogFiles] },
    {
      provide: ConnectivityLog,
      useFactory: (files: LogFiles) => new ConnectivityLog({ files }),
      inject: [LogFiles],
    },
  ],
  exports: [LogFiles, SmtpReceiveLog, SmtpSendLog, ConnectivityLog],
})
export class LogsModule implements OnApplicationBootstrap, OnApplicationShutdown {
  @Inject(LogFiles) private readonly logFiles!: LogFiles;
  @Inject(Directory) private readonly directory!: Directory;
  @Inject(ServiceProcess) private readonly serviceProcess!: ServiceProcess;

  /** Also when an error that nobody caught ends the process. */
  readonly #atExit = (): void => this.logFiles.flushSync();

  onApplicationBootstrap(): void {
    const { service, settings } = this.serviceProcess;
    const follow = (): void =>
      this.logFiles.configure(logSettings(service, this.directory.organization.server(settings.server)));
    this.directory.onChange(follow);
    follow();
    process.once('exit', this.#atExit);
  }

  async onApplicationShutdown(): Promise<void> {
    process.off('exit', this.#atExit);
    await this.logFiles.close();
  }
}

function protocolLog(kind: ProtocolLogKind) {
  return (files: LogFiles): ProtocolLog => new ProtocolLog({ files, kind });
}

function logFiles(
  { service, settings, logger }: ServiceProcess,
  ...[degradations, metrics]: [Degradations, Metrics]
): LogFiles {
  const files = new LogFiles({
    folder: (name) => join(settings.dataDir, 'logs', defaultFolder(name, service)),
    onTrouble: (title, message, state) => {
      logger.warn(message);
      reportTroubles(degradations, title)(message, state);
    },
  });
  metrics.gauge('mailyard_log_lines_lost', {
    help: 'Lines of logs that were lost since the start, because they could not be written.',
    labels: ['log'],
    read: (gauge) => {
      for (const [log, lines] of files.dropped) gauge.set({ log }, lines);
    },
  });
  return files;
}
