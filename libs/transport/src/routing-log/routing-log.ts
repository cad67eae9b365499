import { formatAddressSpace, type Organization } from '@mailyard/directory';
import { routingTable, type Candidate, type RoutingPlace } from '@mailyard/routing';
import type { CsvLog, LogForm } from '@mailyard/telemetry';

export interface RoutingLogOptions {
  readonly log: Pick<CsvLog, 'enabled' | 'write'>;
  readonly place: RoutingPlace;
}

export const routingLogForm: LogForm = {
  name: 'RoutingTable',
  title: 'routing table log',
  type: 'Routing Table Log',
  prefix: 'RoutingConfig',
  fields: ['date-time', 'revision', 'kind', 'for', 'name', 'cost', 'proximity', 'servers', 'remark'],
};

/** What routing follows: whole when the hub starts, and whenever that has changed. */
export class RoutingLog {
  readonly #options: RoutingLogOptions;
  #written: Organization | undefined;

  constructor(options: RoutingLogOptions) {
    this.#options = options;
  }

  follow(organization: Organization): void {
    const { log, place } = this.#options;
    if (!log.enabled || !this.#isNews(organization)) return;
    this.#written = organization;
    const { revision, objects } = organization;
    const write = (...columns: readonly (string | number | undefined)[]): void =>
      log.write([revision, ...columns]);
    for (const { DomainName, DomainType } of objects.AcceptedDomains) {
      write('AcceptedDomain', DomainName, DomainType);
    }
    for (const { Name, Server } of objects.MailboxDatabases) {
      write('MailboxDatabase', Name, undefined, undefined, undefined, Server);
    }
    for (const candidate of routingTable(organization, place).all) write(...columnsOf(candidate));
  }

  #isNews(now: Organization): boolean {
    const former = this.#written;
    return (
      former === undefined ||
      former.objects.AcceptedDomains !== now.objects.AcceptedDomains ||
      former.objects.MailboxDatabases !== now.objects.MailboxDatabases ||
      !routingTable(former, this.#options.place).isOf(now, this.#options.place)
    );
  }
}

/** In the order in which they are preferred for their address space. */
function columnsOf({
  connector,
  space,
  proximity,
  loop,
}: Candidate): readonly (string | number | undefined)[] {
  const servers = connector.SourceTransportServers.join(' ');
  const remark = loop ? 'leads back here, and is not used' : undefined;
  return [connector.kind, formatAddressSpace(space), connector.Name, space.Cost, proximity, servers, remark];
}
