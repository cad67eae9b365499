import { getFormDeclaration } from '@mailyard/operations/forms/get-form-declaration';

import { undrawn } from '../../../../ui/form/declared/declared-parameters.js';
import { editPages } from './edit-pages.js';

// Of all that a server has it needs nothing.
const [form] = await getFormDeclaration.run(
  { kind: 'ReceiveConnectors' },
  ...([] as unknown as [never, never]),
);
const parameters = form?.parameters ?? [];
const pages = editPages.map(({ page, ...rest }) => ({ ...rest, title: page }));

it('§3.2: every parameter of the object is reachable, and what no page draws is without effect', () => {
  const drawn = pages.flatMap(({ fields }) => [...fields] as string[]);
  const others = [...undrawn(pages, parameters).values()].flat();
  expect([...drawn, ...others.map(({ name }) => name)].toSorted()).toEqual(
    parameters.map(({ name }) => name).toSorted(),
  );
  expect(others.filter(({ inert }) => !inert)).toEqual([]);
});

it('§3.2: what a page draws stands on the tab that the declaration has it on', () => {
  const tabs = new Map(parameters.map(({ name, tab }) => [name, tab]));
  for (const page of pages) {
    if (!('declared' in page)) continue;
    expect(page.fields.filter((name) => tabs.get(name) !== page.declared)).toEqual([]);
  }
});
