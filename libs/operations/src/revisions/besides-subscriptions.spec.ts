import { freePortOffset } from '@mailyard/testing';

import { newEdgeSubscription } from '../edge/new-edge-subscription.js';
import { removeEdgeSubscription } from '../edge/remove-edge-subscription.js';
import { EdgeSide } from '../edge/spec-support/edge-side.js';
import { startEdgeSynchronization } from '../edge/start-edge-synchronization.js';
import { objectOperations } from '../objects/object-operations.js';
import { restoreOrganizationRevision } from './restore-organization-revision.js';

const { MailContacts, ReceiveConnectors, SendConnectors, TransportSettings } = objectOperations;
const site = 'Default-First-Site-Name';
const toInternet = `EdgeSync - ${site} to Internet`;
const ofEdge = 'Default internal receive connector EDGE01';

let edge: EdgeSide;
let organization: EdgeSide;
/** Revisions of both before anything, and while they are subscribed. */
const before = { edge: 0, organization: 0 };
const subscribed = { edge: 0, organization: 0 };

beforeAll(async () => {
  const portOffset = await freePortOffset([5636]);
  [edge, organization] = await Promise.all([
    EdgeSide.start({ role: 'Edge', portOffset }),
    EdgeSide.start({ role: 'Mailbox', portOffset: 10_000 }),
  ]);
  await edge.order(SendConnectors.New, { parameters: { Name: 'By hand', AddressSpaces: 'fabrikam.com' } });
  Object.assign(before, revisions());
  const { fileData } = await edge.order(newEdgeSubscription, { force: true });
  await organization.order(newEdgeSubscription, { fileData, site });
  const contact = { Name: 'Chris', ExternalEmailAddress: 'chris@fabrikam.com' };
  await organization.order(MailContacts.New, { parameters: contact });
  await organization.order(startEdgeSynchronization);
  Object.assign(subscribed, revisions());
}, 60_000);
afterAll(() => Promise.all([edge.stop(), organization.stop()]));

const revisions = () => ({
  edge: edge.directory.organization.revision,
  organization: organization.directory.organization.revision,
});
const goBack = (side: EdgeSide, revision: number) => side.order(restoreOrganizationRevision, { revision });
const namesOf = ({ directory }: EdgeSide) => {
  const { EdgeSubscriptions, AcceptedDomains, SendConnectors: connectors } = directory.organization.objects;
  return [...EdgeSubscriptions, ...AcceptedDomains, ...connectors].map(({ Name }) => Name).toSorted();
};
const stays = [expect.stringContaining('the Edge subscription of EDGE01 stays as it is')];

describe('while an Edge is subscribed', () => {
  it('its organization goes back to before that without it and its connectors', async () => {
    const known = namesOf(organization);
    const { warnings, objects } = await goBack(organization, before.organization);
    expect(warnings).toEqual(stays);
    expect(objects).toEqual(['remove MailContacts[Chris]']);
    expect(namesOf(organization)).toEqual(known);
  });

  it('what somebody has changed of the connectors goes back', async () => {
    const { revision } = organization.directory.organization;
    await organization.order(SendConnectors.Set, { identity: toInternet, parameters: { Port: 26 } });
    const { objects } = await goBack(organization, revision);
    expect(objects).toEqual([`change SendConnectors[${toInternet}]`]);
    const found = organization.directory.organization.sendConnectors.find(({ Name }) => Name === toInternet);
    expect(found?.Port).toBe(25);
  });

  it('the Edge goes back with what is its own', async () => {
    const known = namesOf(edge);
    await edge.order(ReceiveConnectors.Set, { identity: ofEdge, parameters: { MaxHopCount: 30 } });
    const { warnings, objects } = await goBack(edge, before.edge);
    expect(warnings).toEqual(stays);
    expect(objects).toEqual([`change ReceiveConnectors[EDGE01\\${ofEdge}]`]);
    expect(namesOf(edge)).toEqual(known);
  });

  it('the lists of domains with mutual TLS are not the Edge’s own', async () => {
    const parameters = { TLSSendDomainSecureList: 'fabrikam.com' };
    await expect(edge.order(TransportSettings.Set, { parameters })).rejects.toThrow(
      'comes from the organization that this Edge server is subscribed to',
    );
  });
});

describe('once the subscription is ended', () => {
  beforeAll(async () => {
    await organization.order(removeEdgeSubscription, { identity: 'EDGE01' });
    await edge.order(removeEdgeSubscription, { identity: 'EDGE01' });
  });

  it('the organization goes back to when it was in force, and it is not', async () => {
    const { warnings } = await goBack(organization, subscribed.organization);
    expect(warnings).toEqual(stays);
    expect(namesOf(organization)).toEqual(['contoso.com']);
    expect(organization.directory.organization.recipientByName('Chris')).toBeDefined();
  });

  it('the Edge does not come back to it either', async () => {
    expect((await goBack(edge, subscribed.edge)).warnings).toEqual(stays);
    expect(namesOf(edge)).toEqual([]);
  });

  it('but what its administrator had before it does', async () => {
    await goBack(edge, before.edge);
    expect(namesOf(edge)).toEqual(['By hand']);
  });
});
