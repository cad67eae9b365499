import { getFormDeclaration } from '@mailyard/operations/forms/get-form-declaration';

import { undrawn } from '../../../ui/form/declared/declared-parameters.js';
import { editPages } from './edit-pages.js';

// Of all that a server has it needs nothing.
const [form] = await getFormDeclaration.run({ kind: 'SendConnectors' }, ...([] as unknown as [never, never]));
const parameters = form?.parameters ?? [];
const names = parameters.map(({ name }) => name);
const pages = editPages.map(({ page, ...rest }) => ({ ...rest, title: page }));

it('§3.5: every parameter of the object is reachable, and what no page draws is without effect', () => {
  const drawn = pages.flatMap(({ fields }) => [...fields] as string[]).filter((name) => names.includes(name));
  const others = [...undrawn(pages, parameters).values()].flat();
  expect([...drawn, ...others.map(({ name }) => name)].toSorted()).toEqual(names.toSorted());
  expect(others.filter(({ inert }) => !inert)).toEqual([]);
});

it('§3.5: what a page draws stands on the tab that the declaration has it on', () => {
  const tabs = new Map(parameters.map(({ name, tab }) => [name, tab]));
  for (const { fields, declared } of pages) {
    expect(fields.filter((name) => (tabs.get(name) ?? declared) !== declared)).toEqual([]);
  }
});

it('acceptance 16: the parameter of each rule of Send connectors has a field', () => {
  const drawn = pages.flatMap(({ fields }) => [...fields] as string[]);
  const told =
    `SmartHosts DNSRoutingEnabled AuthenticationCredential SmartHostAuthMechanism RequireTLS TlsAuthLevel
    DomainSecureEnabled AddressSpaces SourceTransportServers`.split(/\s+/);
  expect(told.filter((name) => !drawn.includes(name))).toEqual([]);
});
