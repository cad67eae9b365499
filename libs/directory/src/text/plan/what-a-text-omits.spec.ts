import {
  applied,
  edited,
  example,
  exported,
  plan,
  printers,
  started,
  told,
} from '../../spec-support/planned-organization.js';

describe('what a text does not say', () => {
  it.each(['', '# nothing\n', '{}'])(
    '%j is refused: a broken pipe must not reset every connector',
    async (text) => {
      await expect(plan(text)).rejects.toThrow('organization.yaml: has no section');
    },
  );

  it('stays as it is: sections, objects and parameters', async () => {
    const changed = await applied(`${printers}\nTransportSettings: { QueueGlitchRetryCount: 1 }`);
    expect(await told(example, changed)).toBe('');
    expect(await told('ReceiveConnectors: []\nMailboxes: []\nTransportSettings: {}', changed)).toBe('');
    expect(await told('ReceiveConnectors: [{ Name: Printers, Enabled: false }]', changed)).toBe(
      ['ReceiveConnectors', '  ~ MBX01\\Printers', '      Enabled: true → false'].join('\n'),
    );
    expect(await told('TransportSettings: { QueueGlitchRetryInterval: 00:00:30 }', changed)).toBe(
      [
        'TransportSettings',
        '  ~ of the organization',
        '      QueueGlitchRetryInterval: 00:01:00 → 00:00:30',
      ].join('\n'),
    );
  });

  it.each([
    ['TransportSettings: { QueueGlitchRetryCount: null }', 'QueueGlitchRetryCount: 1 → 4'],
    ['ReceiveConnectors: [{ Name: Printers, Banner: null }]', 'Banner: 220 printers only → default'],
    ['ReceiveConnectors: [{ Name: Client Frontend MBX01, MessageRateLimit: ~ }]', 'MessageRateLimit: 77 → 5'],
    ['ReceiveConnectors: [{ Name: Printers, Fqdn: }]', 'Fqdn: p.contoso.com → mbx01.contoso.com'],
    [
      'Mailboxes: [{ Name: bob, UserPrincipalName: null }]',
      'UserPrincipalName: b@contoso.com → bob@contoso.com',
    ],
  ])('goes back to the default by null: %s', async (text, expected) => {
    const changed = await applied(`${printers.replace('Banner', 'Fqdn: p.contoso.com\n    Banner')}
  - { Name: Client Frontend MBX01, MessageRateLimit: 77 }
TransportSettings: { QueueGlitchRetryCount: 1 }
Mailboxes: [{ Name: bob, UserPrincipalName: b@contoso.com }]
`);
    expect(await told(text, changed)).toContain(expected);
  });

  it('null for what must be there is refused at its place', async () => {
    await expect(plan('Mailboxes:\n  - Name: bob\n    PrimarySmtpAddress: null')).rejects.toThrow(
      /^organization\.yaml:3:5: Mailboxes\[0\]\.PrimarySmtpAddress: is missing$/,
    );
  });

  it('a problem of what is not in the file names the object, not a line', async () => {
    await expect(plan('Mailboxes: [{ Name: carol, Alias: team }]')).rejects.toThrow(
      /^organization\.yaml:1:28: Mailboxes\[0\]\.Alias: team is taken by DistributionGroups\[team\]$/,
    );
    await expect(plan('AcceptedDomains: [{ Name: contoso.com, DomainName: x.org }]')).rejects.toThrow(
      /^organization\.yaml: Mailboxes\[alice\]\.PrimarySmtpAddress: alice@contoso\.com is in no accepted domain \(in the organization, not in the file\)$/m,
    );
    const tls = await applied('ReceiveConnectors: [{ Name: Default Frontend MBX01, RequireTLS: true }]');
    await expect(
      plan('\nReceiveConnectors: [{ Name: Default Frontend MBX01, AuthMechanism: ExchangeServer }]', tls),
    ).rejects.toThrow(
      /^organization\.yaml:2:21: .*\.RequireTLS: Require TLS needs Transport Layer Security \(TLS\)\. \(RequireTLS is not in the file and stays as it was\) Name/m,
    );
  });

  it('an object that is there twice in one section is refused', async () => {
    await expect(
      plan('Mailboxes:\n  - { Name: bob, Database: DB02 }\n  - { Name: "BOB ", Database: DB03 }'),
    ).rejects.toThrow(/^organization\.yaml:3:7: Mailboxes\[1\]\.Name: is in this section already$/);
  });

  it('a default connector that was removed stays away, until the file asks for it', async () => {
    const text = edited(started, ({ ReceiveConnectors }) => ({
      ReceiveConnectors: ReceiveConnectors.filter(({ Name }) => Name !== 'Default Frontend MBX01'),
    }));
    expect(await told(text)).toBe('');
    expect(await told(text, started, { prune: true })).toBe(
      'ReceiveConnectors\n  - MBX01\\Default Frontend MBX01',
    );
    const without = await applied(text, started, { prune: true });
    expect(await told(exported(without), without, { prune: true })).toBe('');
    expect(await told(example, without)).toBe('');
    const asked = 'Servers: [{ Name: MBX01, DefaultReceiveConnectors: true }]';
    expect(await told(asked, without)).toContain('+ MBX01\\Default Frontend MBX01');
  });

  it('another default domain takes the place of the one before', async () => {
    expect(await told('AcceptedDomains: [{ Name: a, DomainName: a.org, Default: true }]')).toBe(
      [
        'AcceptedDomains',
        '  ~ contoso.com',
        '      Default: true → false',
        '  + a',
        '      DomainName: a.org',
        '      Default: true',
      ].join('\n'),
    );
  });
});

describe('prune', () => {
  it('takes the domain that was the default along', async () => {
    const text =
      'AcceptedDomains: [{ Name: a, DomainName: a.org, Default: true }]\nMailboxes: []\nDistributionGroups: []';
    const pruned = await applied(text, started, { prune: true });
    expect(pruned.acceptedDomains.map(({ Name }) => Name)).toEqual(['a']);
  });

  it('removes what the sections of the file do not name, and nothing of other sections', async () => {
    const before = await applied(`${printers}\nTransportSettings: { QueueGlitchRetryCount: 1 }`);
    const text = 'ReceiveConnectors: []\nMailboxes: [{ Name: alice }, { Name: bob }]';
    const { unmentioned } = await plan(text, before);
    expect(unmentioned.map(({ kind }) => kind)).toEqual(['ReceiveConnectors', 'Mailboxes']);
    expect(await told(text, before, { prune: true })).toBe(
      [
        'ReceiveConnectors',
        '  - MBX01\\Printers',
        'Mailboxes',
        '  - carol',
        'Credentials',
        '  - carol@contoso.com',
      ].join('\n'),
    );
  });

  it('spares the connectors of setup unless the server is to be without them, and that of Mailbox Delivery always', async () => {
    const { objects } = await applied(
      'Servers: [{ Name: MBX01, DefaultReceiveConnectors: false }]\nReceiveConnectors: []',
      started,
      { prune: true },
    );
    expect(objects.ReceiveConnectors.map(({ TransportRole }) => TransportRole)).toEqual([
      'MailboxTransportDelivery',
    ]);
  });

  it('takes a server with its connectors', async () => {
    const two = await applied('Servers: [{ Name: MBX02, Fqdn: mbx02.contoso.com }]');
    expect(two.receiveConnectors('MBX02')).toHaveLength(5);
    const one = await applied('Servers: [{ Name: MBX01 }]', two, { prune: true });
    expect(one.objects.ReceiveConnectors.map(({ Server }) => Server)).not.toContain('MBX02');
  });

  it('is refused when something else needs what would go', async () => {
    await expect(plan('Mailboxes: [{ Name: alice }]', started, { prune: true })).rejects.toThrow(
      /^organization\.yaml: DistributionGroups\[team\]\.Members\[1\]: no recipient bob \(in the organization/,
    );
  });
});
