import { edgeSubscription, secretPlace } from '@mailyard/directory';
import { eventually, freePortOffset } from '@mailyard/testing';

import { objectOperations } from '../objects/object-operations.js';
import { exportEdgeBundle } from './export-edge-bundle.js';
import { newEdgeSubscription } from './new-edge-subscription.js';
import { EdgeSide } from './spec-support/edge-side.js';
import { startEdgeSynchronization } from './start-edge-synchronization.js';
import { testEdgeSynchronization } from './test-edge-synchronization.js';

const site = 'Default-First-Site-Name';

let organization: EdgeSide;
let edges: readonly EdgeSide[];

async function startedEdge(server: string): Promise<EdgeSide> {
  const edge = await EdgeSide.start({ role: 'Edge', portOffset: await freePortOffset([5636]), server });
  const { fileData } = await edge.order(newEdgeSubscription, { force: true });
  await organization.order(newEdgeSubscription, { fileData, site });
  return edge;
}

beforeAll(async () => {
  organization = await EdgeSide.start({ role: 'Mailbox', portOffset: 10_000 });
  edges = [await startedEdge('EDGE01'), await startedEdge('EDGE02')];
}, 60_000);
afterAll(() => Promise.all([organization.stop(), ...edges.map((edge) => edge.stop())]));

const synchronize = (input: object = {}) => organization.order(startEdgeSynchronization, input);
const set = (parameters: object) =>
  organization.order(objectOperations.EdgeSyncServiceConfigs.Set, {
    identity: 'EdgeSyncService',
    parameters,
  });

describe('two Edge servers of a site', () => {
  it('share its connectors, and each is told by itself', async () => {
    const connectors = organization.directory.organization.sendConnectors;
    expect(connectors.map(({ SourceTransportServers }) => SourceTransportServers)).toEqual([
      ['EDGE01', 'EDGE02'],
      ['EDGE01', 'EDGE02'],
    ]);
    const nothing = { result: 'Success', deleted: 0, updated: 0 };
    expect(await synchronize()).toMatchObject(
      ['EDGE01', 'EDGE02'].flatMap((name) => [
        { ...nothing, name, type: 'Configuration', added: 4 },
        { ...nothing, name, type: 'Recipients', scanned: 5, added: 5 },
      ]),
    );
    for (const edge of edges) expect(edge.directory.organization.sendConnectors).toHaveLength(2);
  });

  it('what has changed is counted, object by object', async () => {
    await organization.order(objectOperations.AcceptedDomains.New, {
      parameters: { Name: 'fabrikam', DomainName: 'fabrikam.com', DomainType: 'InternalRelay' },
    });
    await organization.order(objectOperations.DistributionGroups.New, {
      parameters: {
        Name: 'staff',
        PrimarySmtpAddress: 'staff@contoso.com',
        Members: ['alice'],
        RequireSenderAuthenticationEnabled: false,
      },
    });
    expect(await synchronize({ targetServer: 'EDGE01' })).toMatchObject([
      { type: 'Configuration', added: 1, deleted: 0, updated: 0 },
      { type: 'Recipients', scanned: 6, added: 1, deleted: 0, updated: 0 },
    ]);
    await organization.order(objectOperations.DistributionGroups.Remove, { identity: 'staff' });
    await organization.order(objectOperations.AcceptedDomains.Remove, { identity: 'fabrikam' });
    await organization.order(objectOperations.SendConnectors.Set, {
      identity: `EdgeSync - ${site} to Internet`,
      parameters: { MaxMessageSize: '20 MB' },
    });
    expect(await synchronize()).toMatchObject([
      { name: 'EDGE01', type: 'Configuration', added: 0, deleted: 1, updated: 1 },
      { name: 'EDGE01', type: 'Recipients', scanned: 5, added: 0, deleted: 1, updated: 0 },
      { name: 'EDGE02', type: 'Configuration', added: 0, deleted: 0, updated: 1 },
      { name: 'EDGE02', type: 'Recipients', scanned: 5, added: 0, deleted: 0, updated: 0 },
    ]);
  });

  it('ForceFullSync sends all of it, and finds the same', async () => {
    const nothing = { result: 'Success', added: 0, deleted: 0, updated: 0 };
    expect(await synchronize({ forceFullSync: true })).toMatchObject([nothing, nothing, nothing, nothing]);
  });

  it('whoever orders it at the same time waits for his turn: no Edge refuses a bundle', async () => {
    const rows = (await Promise.all(Array.from({ length: 5 }, () => synchronize()))).flat();
    expect(rows).toHaveLength(20);
    expect(rows.filter(({ result }) => result !== 'Success')).toEqual([]);
    const serials = rows.filter(({ type, name }) => type === 'Recipients' && name === 'EDGE01');
    expect(new Set(serials.map(({ serial }) => serial)).size).toBe(5);
  });
});

describe('a connector with a login', () => {
  const password = 'Sm4rt-H0st-Passw0rd';
  const smartHost = {
    Name: 'To smart host',
    AddressSpaces: ['adatum.com'],
    SmartHosts: ['smtp.adatum.com'],
    DNSRoutingEnabled: false,
    SmartHostAuthMechanism: 'BasicAuthRequireTLS',
    SourceTransportServers: ['EDGE01'],
  };
  const atEdge = () =>
    edges[0]?.directory.organization.sendConnectors.find(({ Name }) => Name === smartHost.Name);
  const openedAtEdge = async () => {
    const { Guid = '', SealedPassword = '' } = atEdge() ?? {};
    const opened = await edges[0]?.context.secretKeys.open(
      SealedPassword,
      secretPlace(Guid, 'SealedPassword'),
    );
    return opened?.kind === 'opened' ? opened.secret : undefined;
  };

  it('comes to its Edge, with a password that nobody reads on the way', async () => {
    await organization.order(objectOperations.SendConnectors.New, {
      parameters: { ...smartHost, AuthenticationCredential: { UserName: 'contoso', Password: password } },
    });
    const { fileData } = await organization.order(exportEdgeBundle, { identity: 'EDGE01' });
    const bundle = Buffer.from(fileData, 'base64').toString('latin1');
    expect(bundle).toContain('smtp.adatum.com');
    expect(bundle).not.toContain(password);
    const [own] = organization.directory.organization.sendConnectors.flatMap(
      ({ SealedPassword }) => SealedPassword ?? [],
    );
    expect(bundle).not.toContain(own);
    expect((await synchronize({ targetServer: 'EDGE01' }))[0]).toMatchObject({ result: 'Success', added: 1 });
    expect(await openedAtEdge()).toBe(password);
    expect(atEdge()?.SealedPassword).not.toBe(own);
  });

  it('is the same while nothing of it changes, and has the new password once that does', async () => {
    const before = atEdge();
    await synchronize({ targetServer: 'EDGE01', forceFullSync: true });
    expect(atEdge()).toEqual(before);
    const AuthenticationCredential = { UserName: 'contoso', Password: `${password}!` };
    await organization.order(objectOperations.SendConnectors.Set, {
      identity: smartHost.Name,
      parameters: { AuthenticationCredential },
    });
    expect((await synchronize({ targetServer: 'EDGE01' }))[0]).toMatchObject({ added: 0, updated: 1 });
    expect(await openedAtEdge()).toBe(`${password}!`);
    await organization.order(objectOperations.SendConnectors.Remove, { identity: smartHost.Name });
    await synchronize();
    expect(atEdge()).toBeUndefined();
  });
});

describe('Set-EdgeSyncServiceConfig', () => {
  it.each([
    [{ LockDuration: '00:00:05', LockRenewalDuration: '00:00:05' }, /must be shorter than LockDuration/],
    [{ CookieValidDuration: '00:02:00' }, /must be longer than ConfigurationSyncInterval/],
    [{ RecipientSyncInterval: '00:00:00' }, /must be at least 00:00:01/],
  ])('refuses %j', async (parameters, reason) => {
    await expect(set(parameters)).rejects.toThrow(reason);
  });

  it('CookieValidDuration is how long a bundle holds', async () => {
    await set({ CookieValidDuration: '2.00:00:00' });
    await synchronize();
    const until = (await organization.order(testEdgeSynchronization, {}))[0]?.cookieExpiryUtc ?? '';
    const days = (Date.parse(until) - Date.now()) / 86_400_000;
    expect([days > 1.9, days < 2.1]).toEqual([true, true]);
  });
});

describe('several admin centres', () => {
  const recordOf = async (type: 'Configuration' | 'Recipients') => {
    const subscription = edgeSubscription('EDGE01', organization.directory.organization);
    const { synchronizer } = await organization.context.edge();
    return (await synchronizer.records.of(subscription?.Guid ?? '')).pushes[type]?.serial ?? 0;
  };
  const lease = async () => (await (await organization.context.edge()).lease())?.holder;

  it('one pushes, by intervals that act at once; it dies, and another one follows when the lease ends', async () => {
    await set({ LockDuration: '00:00:01', LockRenewalDuration: '00:00:00.300' });
    const first = organization.adminCentre('first');
    await eventually(async () => expect(await lease()).toBe('first'));
    const second = organization.adminCentre('second');
    const [configuration, recipients] = [await recordOf('Configuration'), await recordOf('Recipients')];
    await set({ RecipientSyncInterval: '00:00:01', ConfigurationSyncInterval: '00:00:01' });
    await eventually(async () => {
      expect(await recordOf('Recipients')).toBeGreaterThan(recipients + 1);
      expect(await recordOf('Configuration')).toBeGreaterThan(configuration + 1);
    });
    expect(await lease()).toBe('first');
    first.die();
    await eventually(async () => expect(await lease()).toBe('second'));
    const former = await recordOf('Recipients');
    await eventually(async () => expect(await recordOf('Recipients')).toBeGreaterThan(former));
    const [status] = await organization.order(testEdgeSynchronization, {});
    expect(status).toMatchObject({ syncStatus: 'Normal', leaseHolder: 'second' });
    await first.watch.stop().catch(() => undefined);
    await second.watch.stop();
    expect(await lease()).toBeUndefined();
  });
});
