import { builtInRoleGroups } from '@mailyard/directory';
import { operations } from '@mailyard/operations';

import { accessOf, pageAccess, type PageAccess } from './page-access.js';

const rightsOf = (order: string): readonly string[] => {
  const found = operations.find(({ name }) => name === order);
  return found === undefined ? [] : [found.right, ...(found.alsoBy ?? [])];
};

it.each(pageAccess.map((each: PageAccess) => [each.page, each] as const))(
  '§2.2: what the details of a role group say of %s is what the server decides by',
  (_, { orders, readBy, changeBy }) => {
    const changes = orders.change === undefined ? [] : rightsOf(orders.change);
    expect(new Set(changeBy)).toEqual(new Set(changes));
    // Whoever may change it may look, whether or not the order says so.
    const reads = rightsOf(orders.read).filter((right) => !changes.includes(right));
    expect(new Set(readBy)).toEqual(new Set(reads));
  },
);

it('§2.4: the help desk changes recipients, reads tracking, and sees no connectors', () => {
  const roles = builtInRoleGroups.find(({ Name }) => Name === 'Recipient Management')?.Roles ?? [];
  const of = (page: string) =>
    pageAccess.filter((each) => each.page === page).map((each) => accessOf(each, roles));
  expect(['mailboxes', 'tracking', 'sendConnectors'].map(of)).toEqual([['changes'], ['reads'], ['none']]);
});
