import { TestClient } from '@mailyard/testing';

import { connectorOf } from '../testing/contoso.js';
import { TestOrganization } from '../testing/test-organization.js';

let test: TestOrganization;
beforeEach(async () => {
  test = await TestOrganization.start();
});
afterEach(() => test.stop());

const anonymous = () => connectorOf({ PermissionGroups: ['AnonymousUsers'] });
/** From here on a peer is of the organization: Externally Secured Servers. */
const secured = () =>
  connectorOf({
    AuthMechanism: ['ExternalAuthoritative'],
    PermissionGroups: ['ExchangeServers'],
  });

async function mailAt(port: number): Promise<string> {
  const client = await TestClient.connect(port);
  await client.expect(/^220 /);
  await client.ehlo();
  const { text } = await client.command('MAIL FROM:<x@fabrikam.com>', /^\d/);
  client.close();
  return text;
}

const refused = /^452 4\.3\.1 Insufficient system resources$/;

it('strangers are refused at MAIL first, with a reply that names nothing; who is of the organization is not', async () => {
  const hub = await test.hub();
  const outside = await test.frontEnd(anonymous(), [hub.hub]);
  const inside = await test.frontEnd(secured(), [hub.hub]);
  test.pressure = { refuses: 'strangers', tarpitMs: 0 };
  expect(await mailAt(outside.port)).toMatch(refused);
  expect(await mailAt(inside.port)).toMatch(/^250 /);
  test.pressure = { refuses: 'everybody', tarpitMs: 0 };
  expect(await mailAt(inside.port)).toMatch(refused);
  test.pressure = { refuses: 'nobody', tarpitMs: 0 };
  expect(await mailAt(outside.port)).toMatch(/^250 /);
});

it('MAIL of a stranger waits for its answer, that of the organization does not', async () => {
  const hub = await test.hub();
  test.pressure = { refuses: 'nobody', tarpitMs: 300 };
  const time = async (port: number): Promise<number> => {
    const begun = performance.now();
    expect(await mailAt(port)).toMatch(/^250 /);
    return performance.now() - begun;
  };
  const { port } = await test.frontEnd(anonymous(), [hub.hub]);
  expect(await time(port)).toBeGreaterThanOrEqual(299);
  expect(await time((await test.frontEnd(secured(), [hub.hub])).port)).toBeLessThan(299);
});
