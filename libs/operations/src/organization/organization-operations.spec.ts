import { searchAdminAuditLog } from '../audit/search-admin-audit-log.js';
import { objectOperations } from '../objects/object-operations.js';
import { TestServer } from '../spec-support/test-server.js';
import { applyOrganizationFile } from './apply-organization.js';
import { explainConnection } from './explain-connection.js';
import { exportOrganizationText } from './export-organization.js';
import { planOrganizationFile } from './plan-organization.js';
import { rotateSecretKeys } from '../secrets/rotate-secret-keys.js';
import { waitForRevision } from './wait-for-revision.js';

let server: TestServer;
beforeAll(async () => (server = await TestServer.start()), 30_000);
afterAll(() => server.stop());

const text = `
Mailboxes:
  - { Name: dave, PrimarySmtpAddress: dave@contoso.com }
Credentials:
  - { Login: dave@contoso.com, PasswordVariable: DAVE }
`;

it('what is planned is what is applied, and only of that revision', async () => {
  const input = { text, file: 'dave.yaml', passwords: { DAVE: 'Secret-8' } };
  const planned = await server.order(planOrganizationFile, input);
  expect(planned).toMatchObject({
    differences: 2,
    removals: 0,
    summary: '2 to add, 0 to change, 0 to remove',
  });
  expect(server.directory.organization.revision).toBe(planned.revision);

  const { revision } = planned;
  const early = server.order(applyOrganizationFile, { ...input, revision: revision + 1 });
  await expect(early).rejects.toThrow(`is at revision ${revision}, not ${revision + 1}; nothing was applied`);
  const applied = await server.order(applyOrganizationFile, { ...input, revision });
  expect(applied).toEqual({
    revision: revision + 1,
    objects: ['add Mailboxes[dave]', 'add Credentials[dave@contoso.com]'],
    made: [],
  });
  expect(await server.order(applyOrganizationFile, input)).toMatchObject({ objects: [] });

  const [again, did, refused] = await server.order(searchAdminAuditLog, { resultSize: 3 });
  expect(again).not.toHaveProperty('modified');
  expect(did).toMatchObject({ operation: 'Apply-Organization', modified: applied.objects });
  expect(refused?.error).toContain('nothing was applied');
  expect(JSON.stringify([again, did, refused])).not.toMatch(/Secret-8|PasswordVariable/);
});

const provider = `
SendConnectors:
  - Name: To provider
    AddressSpaces: "*"
    SmartHosts: relay.contoso.com
    DNSRoutingEnabled: false
    SmartHostAuthMechanism: BasicAuth
    AuthenticationCredential: { UserName: relay, PasswordVariable: RELAY_PASSWORD }
`;

it('a password of a smart host is sealed, and in no plan, export or audit log; keys rotate', async () => {
  const input = { text: provider, passwords: { RELAY_PASSWORD: 'Secret-9' } };
  const { changes } = await server.order(planOrganizationFile, input);
  expect(changes.join('\n')).toContain('Secret: new');
  await server.order(applyOrganizationFile, input);
  expect(await server.order(planOrganizationFile, input)).toMatchObject({ differences: 0 });
  const sealed = () => server.directory.organization.sendConnectors[0]?.SealedPassword ?? '';
  const before = sealed();
  const rotated = await server.order(rotateSecretKeys, { forget: true });
  expect(rotated).toMatchObject({ resealed: ['To provider'], closed: [], forgotten: 1 });
  expect(sealed()).not.toBe(before);
  expect(await server.order(planOrganizationFile, input)).toMatchObject({ differences: 0 });
  const told = [
    changes,
    await server.order(exportOrganizationText, {}),
    await server.order(searchAdminAuditLog, {}),
  ];
  expect(JSON.stringify(told)).not.toMatch(/Secret-9|v1\./);
});

it('a file that cannot be applied is told by line', async () => {
  const input = { text: 'Mailboxes: [{ Nme: x }]', file: 'x.yaml' };
  await expect(server.order(planOrganizationFile, input)).rejects.toThrow('x.yaml:1:15: Mailboxes[0].Nme:');
});

it('an export changes nothing when it is applied', async () => {
  const exported = await server.order(exportOrganizationText, { changesOnly: true });
  expect(exported).not.toMatch(/Hash|Secret/);
  expect(await server.order(planOrganizationFile, { text: exported })).toMatchObject({ differences: 0 });
});

it('a connection is explained: who serves it, with which rights, what RCPT hears, and why no other does', async () => {
  const asked = { port: 25, from: '192.0.2.1', recipient: 'someone@example.com' };
  expect(await server.order(explainConnection, asked)).toMatchObject({
    server: 'MBX01',
    winner: {
      connector: 'MBX01\\Default Frontend MBX01',
      rights: expect.arrayContaining(['ms-Exch-SMTP-Submit']) as string[],
    },
    answer: { command: 'RCPT', reply: expect.stringMatching(/^550 5\.7\.54 /) as string },
    losers: expect.arrayContaining([
      expect.objectContaining({ connector: 'MBX01\\Client Frontend MBX01' }),
    ]) as object[],
  });
  const nobody = await server.order(explainConnection, { port: 26, from: '192.0.2.1' });
  expect(nobody).not.toHaveProperty('winner');
  await expect(server.order(explainConnection, { port: 25, from: 'x' })).rejects.toThrow(
    'x is no IP address',
  );
});

it('§5.1: Explain says which Inbound connectors are about a sender, what they demand, and whether it is there', async () => {
  const partner = {
    Name: 'From Fabrikam',
    SenderDomains: ['fabrikam.com'],
    TlsSenderCertificateName: '*.fabrikam.com',
    RestrictDomainsToCertificate: true,
  };
  await server.order(objectOperations.InboundConnectors.New, { parameters: partner });
  const asked = { port: 25, from: '203.0.113.7', sender: 'kate@fabrikam.com' };
  const heard = async (more: object) => {
    const { inbound, answers } = await server.order(explainConnection, { ...asked, ...more });
    return [inbound.map(({ outcome }) => outcome), answers.at(-1)?.reply.slice(0, 10)];
  };
  expect(await heard({})).toEqual([['certificate'], '550 5.7.51']);
  expect(await heard({ tls: true })).toEqual([['certificate'], '550 5.7.51']);
  expect(await heard({ tls: true, certificate: 'mx.fabrikam.com' })).toEqual([['met'], '250 2.1.0 ']);
  expect(await heard({ tls: true, certificate: 'mx.example.com' })).toEqual([['certificate'], '550 5.7.51']);
  expect(await heard({ sender: 'tom@example.com' })).toEqual([[], '250 2.1.0 ']);
  const { inbound } = await server.order(explainConnection, asked);
  const demands = ['TlsSenderCertificateName', 'RequireTls'];
  const expected = {
    name: 'From Fabrikam',
    senderDomains: ['fabrikam.com'],
    demands,
    outcome: 'certificate',
  };
  expect(inbound).toEqual([expected]);
});

it('services that set up their listeners by a revision are waited for, and what failed is told', async () => {
  const endpoint = { address: '10.9.9.9', port: 25 };
  const failed = { name: 'Relay', endpoint, state: 'Failed' as const, error: 'EADDRNOTAVAIL' };
  const told = await server.announced({ revision: 7, listeners: [failed] });
  const { service, host, pid } = told;
  expect(await server.order(waitForRevision, { revision: 7 })).toEqual({
    failed: [{ service, host, listener: 'Relay', endpoint: '10.9.9.9:25', error: 'EADDRNOTAVAIL' }],
    behind: [],
  });
  expect((await server.order(waitForRevision, { revision: 8 })).behind).toEqual([{ service, host, pid }]);
});
