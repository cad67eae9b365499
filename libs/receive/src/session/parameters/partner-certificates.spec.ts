import { issue, type Issued, type IssueOptions } from '@mailyard/certificates/testing';
import { eventually, TestClient } from '@mailyard/testing';

import { connectorOf, withTransport } from '../../testing/contoso.js';
import { TestOrganization, type RunningHub } from '../../testing/test-organization.js';

let test: TestOrganization;
let hub: RunningHub;
let root: Issued;
let intermediate: Issued;

beforeEach(async () => {
  test = await TestOrganization.start();
  hub = await test.hub();
  root = await issue('Root', { authority: true });
  intermediate = await issue('Intermediate', { authority: true, by: root });
  await test.install('trusted', 'fabrikam', { certificate: root.certificate });
  test.organization = withTransport(test.organization, { TLSReceiveDomainSecureList: 'fabrikam.com' });
});
afterEach(() => test.stop());

const partner = (options: IssueOptions = {}): Promise<Issued> =>
  issue('mail.fabrikam.com', {
    by: intermediate,
    names: ['mail.fabrikam.com'],
    usages: ['serverAuth'],
    ...options,
  });

async function frontEnd(): Promise<number> {
  const connector = connectorOf({
    AuthMechanism: ['Tls'],
    PermissionGroups: ['Partners'],
    DomainSecureEnabled: true,
  });
  return (await test.frontEnd(connector, [hub.hub])).port;
}

interface Shown {
  readonly chain: readonly Issued[];
  readonly session?: Buffer | undefined;
}

/** What MAIL is answered, to whom this chain is shown. */
async function mail(port: number, { chain, session }: Shown) {
  const client = await TestClient.connect(port);
  await client.expect(/^220 /);
  await client.ehlo();
  const identity = { cert: chain.map(({ certificate }) => certificate).join(''), key: chain[0]?.key ?? '' };
  await client.upgradeTls({ command: 'STARTTLS', ...identity, ...(session && { session }) });
  await client.ehlo();
  await client.sendRaw('MAIL FROM:<x@fabrikam.com>\r\n');
  const { code } = await client.reply();
  const told = session ?? (await eventually(() => client.tlsSession ?? false));
  const resumed = client.tlsResumed;
  client.close();
  return { code, resumed, session: told };
}

it('a partner whose certificate is for servers alone, behind an authority in the middle, is a partner', async () => {
  const chain = [await partner(), intermediate];
  expect(await mail(await frontEnd(), { chain })).toMatchObject({ code: 250 });
});

it('and is one in a resumed session, too', async () => {
  const port = await frontEnd();
  const chain = [await partner(), intermediate];
  const { session } = await mail(port, { chain });
  expect(await mail(port, { chain, session })).toMatchObject({ code: 250, resumed: true });
});

it('a single certificate that was imported stands for itself (self-signed)', async () => {
  const own = await issue('mail.fabrikam.com', { names: ['mail.fabrikam.com'], usages: ['serverAuth'] });
  const port = await frontEnd();
  expect(await mail(port, { chain: [own] })).toMatchObject({ code: 530 });
  await test.install('trusted', 'mail-fabrikam', { certificate: own.certificate });
  expect(await mail(port, { chain: [own] })).toMatchObject({ code: 250 });
});

it.each<[string, () => Promise<readonly Issued[]>]>([
  ['that has expired', async () => [await partner({ days: [-9, -1] }), intermediate]],
  ['for something else', async () => [await partner({ usages: ['codeSigning'] }), intermediate]],
  ['without the authority in the middle', async () => [await partner()]],
  ['of another authority', async () => [await partner({ by: await issue('Stranger', { authority: true }) })]],
])('a certificate %s makes no partner', async (_, chain) => {
  expect(await mail(await frontEnd(), { chain: await chain() })).toMatchObject({ code: 530 });
});
