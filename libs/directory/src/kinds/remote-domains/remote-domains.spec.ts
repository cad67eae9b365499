import { startRedis, type TestRedis } from '@mailyard/testing';

import { Organization } from '../../organization.js';
import { Directory } from '../../redis/directory.js';
import { changedObjects } from '../../rules/directory-change.js';
import { exampleInput } from '../../spec-support/example-organization.js';
import { applied, exported, plan, settings, started, told } from '../../spec-support/planned-organization.js';
import { prepareDirectory } from '../../text/setup/first-start.js';
import { organizationToText } from '../../text/write/organization-to-text.js';

const fabrikam = (parameters = '') =>
  `RemoteDomains: [{ Name: Fabrikam, DomainName: "*.Fabrikam.com"${parameters && `, ${parameters}`} }]`;
const remoteDomain = ({ objects }: Organization, name: string) =>
  objects.RemoteDomains.find(({ Name }) => Name === name);

describe('the defaults are those of Exchange', () => {
  it('the built-in Default (*) is there from the first start', () => {
    expect(started.objects.RemoteDomains).toMatchObject([
      {
        Name: 'Default',
        DomainName: '*',
        AllowedOOFType: 'External',
        AutoReplyEnabled: false,
        AutoForwardEnabled: false,
        DeliveryReportEnabled: true,
        NDREnabled: true,
        NDRDiagnosticInfoEnabled: true,
        CharacterSet: 'iso-8859-1',
        NonMimeCharacterSet: 'iso-8859-1',
      },
    ]);
  });

  it('of a new one automatic replies and forwards are allowed, and no character set is named', async () => {
    expect(remoteDomain(await applied(fabrikam()), 'Fabrikam')).toEqual({
      Guid: expect.any(String) as string,
      Name: 'Fabrikam',
      DomainName: '*.fabrikam.com',
      IsInternal: false,
      TargetDeliveryDomain: false,
      IsCoexistenceDomain: false,
      AllowedOOFType: 'External',
      AutoReplyEnabled: true,
      AutoForwardEnabled: true,
      DeliveryReportEnabled: true,
      NDREnabled: true,
      NDRDiagnosticInfoEnabled: true,
      MeetingForwardNotificationEnabled: true,
      TrustedMailInboundEnabled: false,
      TrustedMailOutboundEnabled: false,
      DisplaySenderName: true,
      UseSimpleDisplayName: false,
      ContentType: 'MimeHtmlText',
      CharacterSet: '',
      NonMimeCharacterSet: '',
      LineWrapSize: 'Unlimited',
      ByteEncoderTypeFor7BitCharsets: 'Undefined',
      PreferredInternetCodePageForShiftJis: 'Undefined',
      MessageCountThreshold: 2_147_483_647,
    });
  });
});

describe('AllowedOOFType and IsInternal are linked', () => {
  it('InternalLegacy brings IsInternal, and taking that away leaves ExternalLegacy', async () => {
    const internal = await applied(fabrikam('AllowedOOFType: InternalLegacy'));
    expect(remoteDomain(internal, 'Fabrikam')).toMatchObject({ IsInternal: true });
    expect(await told(fabrikam('AllowedOOFType: InternalLegacy'), internal)).toBe('');
    const external = await applied(fabrikam('IsInternal: false'), internal);
    expect(remoteDomain(external, 'Fabrikam')).toMatchObject({ AllowedOOFType: 'ExternalLegacy' });
  });

  it('other types stay, and both at odds are refused', async () => {
    const none = await applied(fabrikam('AllowedOOFType: None, IsInternal: true'));
    const external = await applied(fabrikam('IsInternal: null'), none);
    expect(remoteDomain(external, 'Fabrikam')).toMatchObject({ IsInternal: false, AllowedOOFType: 'None' });
    await expect(plan(fabrikam('AllowedOOFType: InternalLegacy, IsInternal: false'))).rejects.toThrow(
      /AllowedOOFType: InternalLegacy needs IsInternal/,
    );
  });
});

describe('refused with the place', () => {
  it.each([
    [fabrikam('LineWrapSize: 133'), 'LineWrapSize: must be at most 132 (got 133)'],
    [fabrikam('CharacterSet: latin'), /CharacterSet: must be empty or a character set .* \(got "latin"\)/],
    [fabrikam('RequiredCharsetCoverage: 101'), 'RequiredCharsetCoverage: must be at most 100 (got 101)'],
    [
      'RemoteDomains: [{ Name: a, DomainName: a.*.com }]',
      'DomainName: must be a domain, *. and a domain, or * (got "a.*.com")',
    ],
    ['RemoteDomains: [{ Name: all, DomainName: "*" }]', 'DomainName: * is taken by RemoteDomains[Default]'],
    [
      'RemoteDomains: [{ Name: Default, DomainName: a.com }]',
      'DomainName: was * when the remote domain was made and cannot be changed',
    ],
    [
      `RemoteDomains: [{ Guid: ${remoteDomain(started, 'Default')?.Guid}, Name: Others }]`,
      'Name: the remote domain for * is Default',
    ],
  ])('%s', async (text, expected) => {
    await expect(plan(text)).rejects.toThrow(expected);
  });
});

it('the built-in one cannot be removed, others can', async () => {
  const { objects } = await applied(fabrikam());
  const removed = ({ Guid }: { readonly Guid: string }) =>
    changedObjects(objects, { remove: [{ kind: 'RemoteDomains', Guid }] }).RemoteDomains;
  const [builtIn, other] = ['Default', 'Fabrikam'].map((name) =>
    objects.RemoteDomains.filter(({ Name }) => Name === name),
  );
  expect(() => builtIn?.map(removed)).toThrow('RemoteDomains: Default is built in and cannot be removed');
  expect(other?.map(removed)).toEqual([builtIn]);
});

describe('as text', () => {
  it('an export changes nothing, with and without all that is default', async () => {
    const organization = await applied(
      `RemoteDomains:
  - { Name: Default, CharacterSet: "", LineWrapSize: 76, AutoReplyEnabled: true }
  - { Name: Fabrikam, DomainName: fabrikam.com, TNEFEnabled: false, RequiredCharsetCoverage: 60, PreferredInternetCodePageForShiftJis: 50221 }`,
    );
    const { revision, objects } = organization;
    for (const text of [
      exported(organization),
      organizationToText(revision, objects, { changesOnly: true }),
    ]) {
      expect(await told(text, organization, { prune: true })).toBe('');
      expect((await applied(text, organization, { prune: true })).objects.RemoteDomains).toEqual(
        objects.RemoteDomains,
      );
    }
    expect(organizationToText(1, started.objects, { changesOnly: true })).not.toContain('RemoteDomains');
  });

  it('null takes the built-in one back to what setup makes, and a prune spares it', async () => {
    const changed = await applied(
      `${fabrikam()}\n`.replace('[{', '[{ Name: Default, CharacterSet: utf-8, AutoForwardEnabled: true }, {'),
    );
    expect(
      await told(
        'RemoteDomains: [{ Name: Default, CharacterSet: null, AutoForwardEnabled: null }]',
        changed,
        { prune: true },
      ),
    ).toBe(
      [
        'RemoteDomains',
        '  - Fabrikam',
        '  ~ Default',
        '      AutoForwardEnabled: true → false',
        '      CharacterSet: utf-8 → iso-8859-1',
      ].join('\n'),
    );
    expect(await told('RemoteDomains: []', changed, { prune: true })).toBe('RemoteDomains\n  - Fabrikam');
  });
});

describe('an organization that an older version made', () => {
  const older = new Organization(1, { ...started.objects, RemoteDomains: [] });
  let server: TestRedis;
  beforeAll(async () => {
    server = await startRedis();
  });
  afterAll(() => server.stop());

  it('gets the built-in one with the next text', async () => {
    expect(await told('Mailboxes: []', older)).toMatch(/^RemoteDomains\n  \+ Default\n/);
  });

  it('gets the built-in one when a service starts, once', async () => {
    const directory = await Directory.open({ redis: server.client() });
    await directory.put(exampleInput());
    expect(directory.organization.objects.RemoteDomains).toEqual([]);
    const options = { settings: { ...settings, organizationFile: 'none.yaml' }, environment: {} };
    await prepareDirectory(directory, options);
    await prepareDirectory(directory, options);
    expect(directory.organization.objects.RemoteDomains).toMatchObject([
      { Name: 'Default', DomainName: '*' },
    ]);
    expect(directory.organization.revision).toBe(2);
    directory.close();
  });
});
