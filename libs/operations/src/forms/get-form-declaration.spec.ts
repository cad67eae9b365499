import { kinds, objectKinds, usageTypes } from '@mailyard/directory';

import type { OperationContext } from '../context.js';
import { localAdministrator } from '../caller.js';
import { getFormDeclaration } from './get-form-declaration.js';
import { labelOf } from './form-parameter.js';

// Of all that a server has it needs nothing.
const forms = await getFormDeclaration.run({}, {} as OperationContext, localAdministrator());
const formOf = (kind: string) => {
  const found = forms.find((each) => each.kind === kind);
  if (found === undefined) throw new Error(`no form of ${kind}`);
  return found;
};
const field = (kind: string, name: string) => formOf(kind).parameters.find((each) => each.name === name);

it('every kind has its form, and every parameter its label, its help and its tab', () => {
  expect(forms.map(({ kind }) => kind)).toEqual(objectKinds);
  for (const { parameters, tabs } of forms) {
    for (const each of parameters) {
      expect(each).toMatchObject({
        label: expect.stringMatching(/^[A-Z]/) as string,
        tab: expect.any(String) as string,
      });
      expect(tabs).toContain(each.tab);
    }
  }
});

it.each(objectKinds.filter((kind) => kinds[kind].form !== undefined))(
  'what the form of %s names is there',
  (kind) => {
    const { form = { tabs: [] } } = kinds[kind];
    const known = formOf(kind).parameters.map(({ name }) => name);
    const named = [
      ...Object.keys(form.onlyIf ?? {}),
      ...Object.values(form.onlyIf ?? {}).flatMap((all) => all.map((each) => each.parameter)),
    ];
    // Recipients of several kinds share theirs.
    const labels = kind.includes('Connectors') ? Object.keys(form.labels ?? {}) : [];
    expect([...named, ...labels].filter((name) => !known.includes(name))).toEqual([]);
  },
);

it.each([
  [
    'ReceiveConnectors',
    'MaxMessageSize',
    {
      label: 'Maximum receive message size',
      type: 'size',
      default: 37_748_736,
      minimum: 65_536,
      tab: 'General',
    },
  ],
  ['ReceiveConnectors', 'MaxHopCount', { type: 'integer', minimum: 1, maximum: 500, default: 60 }],
  [
    'ReceiveConnectors',
    'AuthMechanism',
    { label: 'Authentication', type: 'enum', multiple: true, tab: 'Security' },
  ],
  ['ReceiveConnectors', 'ProxyEnabled', { inert: true }],
  [
    'ReceiveConnectors',
    'Usage',
    { fixed: 'AuthMechanism, PermissionGroups, Bindings and RemoteIPRanges can' },
  ],
  ['ReceiveConnectors', 'RequireTLS', { onlyIf: [{ parameter: 'AuthMechanism', values: ['Tls'] }] }],
  ['ReceiveConnectors', 'Name', { required: true, maxLength: 64 }],
  ['SendConnectors', 'AuthenticationCredential', { secret: true, type: 'credential' }],
  ['Mailboxes', 'Password', { secret: true }],
  ['Servers', 'ExternalDNSServers', { label: 'External DNS lookups', tab: 'DNS lookups' }],
])('§8.3: the field %s.%s', (kind, name, expected) => {
  expect(field(kind, name)).toMatchObject(expected);
});

it('§3.1: what each usage type sets is that of the shell, and what it asks for says which pages there are', () => {
  const usages = formOf('ReceiveConnectors').usages ?? [];
  expect(usages.map(({ name, asks }) => [name, asks])).toEqual(
    usageTypes.map((name) => [
      name,
      { Client: ['RemoteIPRanges'], Internal: ['RemoteIPRanges'], Internet: ['Bindings'] }[String(name)] ?? [
        'Bindings',
        'RemoteIPRanges',
      ],
    ]),
  );
  expect(usages.find(({ name }) => name === 'Client')?.parameters).toMatchObject({
    PermissionGroups: ['ExchangeUsers'],
    Bindings: ['[::]:587', '0.0.0.0:587'],
  });
  expect(formOf('SendConnectors').usages?.find(({ name }) => name === 'Internal')).toMatchObject({
    parameters: { MaxMessageSize: 'Unlimited' },
    suggested: { DNSRoutingEnabled: false },
    settled: ['DNSRoutingEnabled'],
  });
});

it.each([
  ['MaxHeaderSize', 'Maximum header size'],
  ['DNSRoutingEnabled', 'DNS routing enabled'],
  ['PoisonThreshold', 'Poison threshold'],
])('%s is called %s', (name, label) => {
  expect(labelOf(name)).toBe(label);
});
