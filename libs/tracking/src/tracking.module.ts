import { Directory } from '@mailyard/directory';
import { ServiceProcess } from '@mailyard/service';
import { LogFiles } from '@mailyard/telemetry';
import { Global, Module, type DynamicModule } from '@nestjs/common';

import { FileMessageTracking, type TrackingPrefix } from './file-message-tracking.js';

/** Provides FileMessageTracking, the message tracking log of a service; its files are closed with the other logs. */
@Global()
@Module({})
export class TrackingModule {
  static forRoot(prefix: TrackingPrefix): DynamicModule {
    return {
      module: TrackingModule,
      providers: [
        {
          provide: FileMessageTracking,
          useFactory: (files: LogFiles, directory: Directory, { settings }: ServiceProcess) =>
            new FileMessageTracking({
              prefix,
              files,
              withSubject: () =>
                directory.organization.server(settings.server)?.MessageTrackingLogSubjectLoggingEnabled !==
                false,
            }),
          inject: [LogFiles, Directory, ServiceProcess],
        },
      ],
      exports: [FileMessageTracking],
    };
  }
}
