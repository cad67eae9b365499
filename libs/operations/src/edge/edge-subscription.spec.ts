import { ownSubscription } from '@mailyard/directory';
import { request } from 'node:https';

import { issueAuthority, issueInternal } from '@mailyard/certificates';
import { eventually, freePortOffset } from '@mailyard/testing';

import { objectOperations } from '../objects/object-operations.js';
import { exportEdgeBundle } from './export-edge-bundle.js';
import { getEdgeSubscription } from './get-edge-subscription.js';
import { importEdgeBundle } from './import-edge-bundle.js';
import { newEdgeSubscription } from './new-edge-subscription.js';
import { removeEdgeSubscription } from './remove-edge-subscription.js';
import { EdgeSide } from './spec-support/edge-side.js';
import { startEdgeSynchronization } from './start-edge-synchronization.js';
import { testEdgeSynchronization } from './test-edge-synchronization.js';

const site = 'Default-First-Site-Name';
const syncPort = 5636;

let edge: EdgeSide;
let organization: EdgeSide;
let offset: number;

beforeAll(async () => {
  offset = await freePortOffset([syncPort]);
  [edge, organization] = await Promise.all([
    EdgeSide.start({ role: 'Edge', portOffset: offset }),
    EdgeSide.start({ role: 'Mailbox', portOffset: 10_000 }),
  ]);
}, 60_000);
afterAll(() => Promise.all([edge.stop(), organization.stop()]));

const fileOfEdge = async (): Promise<string> =>
  (await edge.order(newEdgeSubscription, { force: true })).fileData ?? '';
const subscribe = (fileData: string) => organization.order(newEdgeSubscription, { fileData, site });
const synchronize = () => organization.order(startEdgeSynchronization);
const found = async (verifyRecipient: string) =>
  (await organization.order(testEdgeSynchronization, { verifyRecipient }))[0]?.recipientFound;
const atEdge = () => edge.directory.organization;

/** An HTTP status, or why there is none. */
function knocked(
  path: string,
  pair?: { readonly certificate: string; readonly key: string },
): Promise<unknown> {
  return new Promise((resolve) => {
    const shown = pair === undefined ? {} : { cert: pair.certificate, key: pair.key };
    const options = { host: '127.0.0.1', port: syncPort + offset, path, rejectUnauthorized: false, ...shown };
    const sent = request({ ...options, agent: false }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.once('error', (error) => resolve((error as { readonly code?: string }).code));
    sent.end();
  });
}

describe('before it is subscribed', () => {
  it('an Edge listens for nobody', async () => {
    expect(await knocked('/edge-sync/state')).toBe('ECONNREFUSED');
  });

  it('New-EdgeSubscription asks at the Edge first, and tells what it deletes', async () => {
    await edge.order(objectOperations.SendConnectors.New, {
      parameters: { Name: 'By hand', AddressSpaces: ['fabrikam.com'] },
    });
    await expect(edge.order(newEdgeSubscription)).rejects.toThrow(
      /accepted domains \(0\), remote domains \(0\) and Send connectors \(1\) are deleted/,
    );
    expect(atEdge().sendConnectors).toHaveLength(1);
  });

  it('and in the organization it wants a file that is one, and a site that there is', async () => {
    const fileData = Buffer.from('<x/>').toString('base64');
    await expect(subscribe(fileData)).rejects.toThrow('no file of an Edge subscription');
    await expect(organization.order(newEdgeSubscription)).rejects.toThrow('FileData');
    await expect(organization.order(startEdgeSynchronization)).rejects.toThrow(
      'no Edge server is subscribed',
    );
  });
});

describe('once it is subscribed', () => {
  let file: string;

  it('its own objects are gone, and cannot be made by hand', async () => {
    file = await fileOfEdge();
    expect(atEdge().sendConnectors).toEqual([]);
    await expect(
      edge.order(objectOperations.SendConnectors.New, {
        parameters: { Name: 'By hand', AddressSpaces: ['fabrikam.com'] },
      }),
    ).rejects.toThrow(/comes from the organization that this Edge server is subscribed to/);
  });

  it('the organization has the connectors of a subscription', async () => {
    await expect(organization.order(newEdgeSubscription, { fileData: file, site: 'Paris' })).rejects.toThrow(
      `no server is in the AD site Paris; there is ${site}`,
    );
    await subscribe(file);
    const connectors = organization.directory.organization.sendConnectors;
    expect(connectors).toMatchObject(
      [
        {
          Name: `EdgeSync - ${site} to Internet`,
          AddressSpaces: [{ Type: 'SMTP', Address: '*', Cost: 100 }],
          SourceTransportServers: ['EDGE01'],
          DNSRoutingEnabled: true,
          DomainSecureEnabled: true,
        },
        {
          Name: `EdgeSync - Inbound to ${site}`,
          AddressSpaces: [{ Type: 'SMTP', Address: '--', Cost: 1 }],
          SourceTransportServers: ['EDGE01'],
          DNSRoutingEnabled: false,
          SmartHosts: ['--'],
          SmartHostAuthMechanism: 'ExchangeServer',
        },
      ].toSorted((a, b) => a.Name.localeCompare(b.Name)),
    );
    const [subscription] = await organization.order(getEdgeSubscription);
    expect(subscription).toMatchObject({ name: 'EDGE01', site, domain: 'contoso.com' });
    expect(JSON.stringify(subscription)).not.toContain('Sealed');
  });

  it('no gateway of the organization is at an Edge', async () => {
    const parameters = { Name: 'Fax', AddressSpaces: 'FAX:*', SourceTransportServers: 'EDGE01' };
    await expect(organization.order(objectOperations.ForeignConnectors.New, { parameters })).rejects.toThrow(
      'EDGE01 is an Edge server, which sends by Send connectors alone',
    );
  });

  it('Start-EdgeSynchronization: a row for each kind, and the Edge is as the organization is', async () => {
    await eventually(async () => (await knocked('/edge-sync/state')) === 403);
    const rows = await synchronize();
    expect(rows).toMatchObject([
      { name: 'EDGE01', type: 'Configuration', result: 'Success', added: 4, deleted: 0, updated: 0 },
      { name: 'EDGE01', type: 'Recipients', result: 'Success', scanned: 5, added: 5, deleted: 0 },
    ]);
    const { acceptedDomains, sendConnectors } = atEdge();
    const own = ownSubscription(atEdge());
    expect(acceptedDomains.map(({ DomainName }) => DomainName)).toEqual(['contoso.com']);
    expect(sendConnectors).toHaveLength(2);
    expect(own).toMatchObject({
      Site: site,
      SiteServers: [{ Name: 'MBX01', Fqdn: 'mbx01.contoso.com', Port: 10_025, Addresses: ['127.0.0.1'] }],
    });
    expect(own?.IntroductionEnds).toBeUndefined();
  });

  it('Test-EdgeSynchronization -VerifyRecipient', async () => {
    expect(await found('Alice@Contoso.com')).toBe(true);
    expect(await found('nobody@contoso.com')).toBe(false);
  });

  it('what has not changed is not sent again, and all of it is one small file', async () => {
    const { revision } = atEdge();
    const rows = await synchronize();
    const nothing = { result: 'Success', added: 0, deleted: 0, updated: 0 };
    expect(rows).toMatchObject([nothing, nothing]);
    expect(atEdge().revision).toBe(revision);
  });

  it('FullCompareMode finds what is new here', async () => {
    const status = async () =>
      (await organization.order(testEdgeSynchronization, { fullCompareMode: true }))[0];
    expect(await status()).toMatchObject({ syncStatus: 'Normal', configurationStatus: 'Synchronized' });
    await organization.order(objectOperations.AcceptedDomains.New, {
      parameters: { Name: 'fabrikam', DomainName: 'fabrikam.com', DomainType: 'InternalRelay' },
    });
    expect(await status()).toMatchObject({
      syncStatus: 'Failed',
      configurationStatus: 'NotSynchronized',
      recipientStatus: 'Synchronized',
    });
    await synchronize();
    expect(await status()).toMatchObject({ syncStatus: 'Normal' });
    expect(atEdge().acceptedDomain('fabrikam.com')?.DomainType).toBe('InternalRelay');
  });

  it('nobody but the organization hears anything', async () => {
    const stranger = await issueInternal(await issueAuthority(new Date()), 'mbx01.contoso.com', new Date());
    expect(await knocked('/edge-sync/state')).toBe(403);
    expect(await knocked('/edge-sync/state', stranger)).toBe(403);
    expect(await knocked('/', stranger)).toBe(403);
  });

  it('H40: a bundle with a lower serial number is refused, and what is in force stays so', async () => {
    const older = await organization.order(exportEdgeBundle, { identity: 'EDGE01' });
    await synchronize();
    const before = ownSubscription(atEdge());
    await expect(edge.order(importEdgeBundle, { fileData: older.fileData })).rejects.toThrow(
      /its serial number \d+ is not above \d+, which is in force/,
    );
    const broken = Buffer.from(older.fileData, 'base64');
    broken[broken.length - 3] = 0x41;
    await expect(edge.order(importEdgeBundle, { fileData: broken.toString('base64') })).rejects.toThrow(
      /refused/,
    );
    expect(ownSubscription(atEdge())).toEqual(before);
    const newer = await organization.order(exportEdgeBundle, { identity: 'EDGE01' });
    expect(await edge.order(importEdgeBundle, { fileData: newer.fileData })).toMatchObject({
      serial: newer.serial,
    });
    expect(await found('bob@contoso.com')).toBe(true);
  });

  it('a group that takes no mail from outside is not known there', async () => {
    await organization.order(objectOperations.DistributionGroups.New, {
      parameters: { Name: 'staff', PrimarySmtpAddress: 'staff@contoso.com', Members: ['alice'] },
    });
    await synchronize();
    expect(await found('staff@contoso.com')).toBe(false);
    await organization.order(objectOperations.DistributionGroups.Set, {
      identity: 'staff',
      parameters: { RequireSenderAuthenticationEnabled: false },
    });
    expect((await synchronize())[1]).toMatchObject({ scanned: 6, added: 1, deleted: 0, updated: 0 });
    expect(await found('staff@contoso.com')).toBe(true);
  });
});

describe('subscribed again, without removing anything', () => {
  it('the Edge goes on with what it has until the organization has introduced itself anew', async () => {
    const file = await fileOfEdge();
    expect(atEdge().sendConnectors).toHaveLength(2);
    await synchronize();
    expect(await found('alice@contoso.com')).toBe(true);
    await subscribe(file);
    expect(organization.directory.organization.sendConnectors).toHaveLength(2);
    expect((await synchronize()).map(({ result }) => result)).toEqual(['Success', 'Success']);
    expect(await found('alice@contoso.com')).toBe(true);
    expect(await found('nobody@contoso.com')).toBe(false);
  });

  it('a file introduces once', async () => {
    const file = await fileOfEdge();
    await subscribe(file);
    await synchronize();
    // Whoever has the file now, and another CA.
    const other = await EdgeSide.start({ role: 'Mailbox', portOffset: 0 });
    try {
      await other.order(newEdgeSubscription, { fileData: file, site });
      const [row] = await other.order(startEdgeSynchronization);
      expect(row).toMatchObject({
        result: 'CouldNotConnect',
        failureDetails: expect.stringMatching(/403/) as string,
      });
    } finally {
      await other.stop();
    }
  });
});

describe('removed', () => {
  it('in the organization the connectors go of which it was the only source', async () => {
    await organization.order(removeEdgeSubscription, { identity: 'edge01.contoso.com' });
    expect(organization.directory.organization.sendConnectors).toEqual([]);
    expect(await organization.order(getEdgeSubscription)).toEqual([]);
  });

  it('at the Edge what was replicated goes, and its administrator has its objects again', async () => {
    await edge.order(removeEdgeSubscription, { identity: 'EDGE01' });
    expect(atEdge().acceptedDomains).toEqual([]);
    expect(atEdge().sendConnectors).toEqual([]);
    await edge.order(objectOperations.SendConnectors.New, {
      parameters: { Name: 'By hand', AddressSpaces: ['fabrikam.com'] },
    });
    await eventually(async () => (await knocked('/edge-sync/state')) === 'ECONNREFUSED');
  });
});
