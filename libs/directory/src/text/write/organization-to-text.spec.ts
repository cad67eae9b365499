import { parse } from 'yaml';

import { TextPasswords } from '../../kinds/credentials/text-passwords.js';
import { noObjects, type OrganizationObjects } from '../../kinds/index.js';
import { Organization } from '../../organization.js';
import {
  applied,
  edited,
  exported,
  printers,
  settings,
  started,
  told,
} from '../../spec-support/planned-organization.js';
import { organizationFromText } from '../read/organization-from-text.js';
import { parseOrganizationText } from '../read/organization-text.js';
import { organizationToText } from './organization-to-text.js';

describe('an exported organization', () => {
  it('is a text that changes nothing, whatever the organization holds', async () => {
    const rich = await applied(
      `${printers}
Servers:
  - { Name: MBX01, Fqdn: mbx01.contoso.com }
  - { Name: MBX02, Fqdn: mbx02.contoso.com }
AcceptedDomains:
  - { Name: contoso.com, DomainName: contoso.com, Default: true }
  - { Name: "yes", DomainName: "*.fabrikam.com", DomainType: InternalRelay }
TransportSettings: { MessageExpirationTimeout: 3.04:05:06, ExternalPostmasterAddress: pm@contoso.com }
`,
    );
    const plain = (objects: OrganizationObjects) => JSON.stringify(objects);
    for (const organization of [started, rich]) {
      const text = exported(organization);
      expect(await told(text, organization)).toBe('');
      expect(await told(text, organization, { prune: true })).toBe('');
      expect(text).not.toMatch(/Guid|Hash|Salt|Secret/);
      expect(plain((await applied(text, organization)).objects)).toBe(plain(organization.objects));
    }
  });

  it('takes back what was made and set since, when it prunes', async () => {
    const text = exported(started);
    const later = await applied(
      `${printers}  - { Name: Default MBX01, Banner: 220 hello }\nTransportSettings: { ExternalPostmasterAddress: pm@contoso.com }`,
    );
    expect(await told(text, later, { prune: true })).toBe(
      [
        'ReceiveConnectors',
        '  - MBX01\\Printers',
        '  ~ MBX01\\Default MBX01',
        '      Banner: 220 hello → default',
        'TransportSettings',
        '  ~ of the organization',
        '      ExternalPostmasterAddress: pm@contoso.com → default',
      ].join('\n'),
    );
  });

  it('takes back what was set of a recipient since', async () => {
    const text = exported(started);
    const later = await applied(
      'Mailboxes: [{ Name: alice, Department: Sales, MaxSendSize: 2 MB }]',
      started,
    );
    const back = [
      'Mailboxes',
      '  ~ alice',
      '      MaxSendSize: 2 MB → Unlimited',
      '      Department: Sales → default',
    ].join('\n');
    expect(await told(text, later)).toBe(back);
    expect(await told(text.replace(/^ +MaxSendSize: .*\n/gm, ''), later)).toBe(back);
    // As earlier versions wrote it, and as somebody who says only so much.
    const name = text.indexOf('Name: alice', text.indexOf('Mailboxes:'));
    const indent = '\n    ';
    const nulls = `${text.slice(0, name)}Department: null${indent}Title: null${indent}${text.slice(name)}`;
    expect(await told(nulls.replace('Complete: true\n', ''), later)).toBe(back);
    expect(await told(text.replace('Complete: true\n', ''), later)).toBe(
      back.replace(/\n +Department.*$/, ''),
    );
  });

  it('says nothing of what is not set', async () => {
    const lines = exported(await applied(printers)).split('\n');
    expect(lines.filter((line) => line.endsWith(': null'))).toEqual([]);
    expect(lines).toContain('Complete: true');
  });

  it('of the changes leaves out defaults, and makes the same organization of nothing', async () => {
    const changed = await applied(
      `${printers}  - { Name: Client Frontend MBX01, MessageRateLimit: 77 }
  - { Name: Partner, Usage: Partner, Bindings: "0.0.0.0:2600", RemoteIPRanges: 10.1.1.1, PermissionGroups: [] }
TransportSettings: { QueueGlitchRetryCount: 1 }`,
    );
    const bare = await applied(
      edited(changed, ({ ReceiveConnectors }) => ({ ReceiveConnectors: ReceiveConnectors.slice(0, 1) })),
      changed,
      { prune: true },
    );
    for (const organization of [started, changed, bare]) {
      const text = organizationToText(organization.revision, organization.objects, { changesOnly: true });
      expect(await told(text, organization, { prune: true })).toBe('');
      const { objects } = await organizationFromText(parseOrganizationText(text, 'changes.yaml'), {
        ...settings,
        current: noObjects,
        passwords: new TextPasswords({}),
      });
      expect(exported(new Organization(organization.revision, objects))).toBe(exported(organization));
    }
    const sections = parse(organizationToText(2, changed.objects, { changesOnly: true })) as Record<
      string,
      unknown
    >;
    expect(sections['TransportSettings']).toEqual({ QueueGlitchRetryCount: 1 });
    expect(sections['Servers']).toEqual([{ Name: 'MBX01', Fqdn: 'mbx01.contoso.com' }]);
    expect(sections['Credentials']).toContainEqual({ Login: 'alice@contoso.com' });
    expect(sections['ReceiveConnectors']).toContainEqual({
      Name: 'Client Frontend MBX01',
      Server: 'MBX01',
      MessageRateLimit: 77,
    });
    expect(sections['ReceiveConnectors']).toHaveLength(3);
  });

  it('is written for people: units, lists in one line, no secrets', async () => {
    const text = exported(await applied(printers));
    for (const line of [
      '# The organization at revision 2,',
      'MaxMessageSize: 36 MB',
      'MaxMessageSize: 1000001 B',
      "ConnectionTimeout: '00:10:00'",
      "TarpitInterval: '00:00:00.250'",
      "RemoteIPRanges: [192.168.5.0/24, 'fe80::1%eth0']",
      'Members: [alice, bob]',
      "MessageExpirationTimeout: '2.00:00:00'",
    ]) {
      expect(text).toContain(line);
    }
  });
});
