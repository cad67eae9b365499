import { Pace, type MachineLoad } from '@mailyard/back-pressure';
import type { Directory } from '@mailyard/directory';
import type { Settings } from '@mailyard/service';
import type { Metrics } from '@mailyard/telemetry';

/** At which a hub accepts mail: that of its deliveries, while the machine has no more to give. */
export function paceOf(
  load: MachineLoad,
  metrics: Metrics,
  ...[directory, settings]: [Directory, Settings]
): Pace {
  const enabled = (): boolean =>
    directory.organization.server(settings.server)?.EnableResourceMonitoring !== false;
  const pace = new Pace({ busy: () => load.busy && enabled(), now: () => performance.now() });
  metrics.gauge('mailyard_hub_acceptance_held', {
    help: '1: mail is accepted at the pace at which it is delivered, since the machine has no more to give; 0: as it comes.',
    read: (gauge) => gauge.set(pace.holds ? 1 : 0),
  });
  return pace;
}
