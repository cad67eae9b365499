import type { Organization } from '@mailyard/directory';
import { nameKey } from '@mailyard/schema';
import type { Administrator } from '@mailyard/sign-in';

import type { Caller } from '../../caller.js';
import { shutOutDangers } from './shut-out.js';

const account = (guid: string, more: Partial<Administrator> = {}): Administrator =>
  ({ guid, name: guid, enabled: true, roleGroups: ['Organization Management'], ...more }) as Administrator;
const groups = ['Organization Management', 'Hygiene Management'].map((Name) => ({ Name, Roles: [] }));
const organization = {
  indexed: {
    find: (_: unknown, name: string) => groups.filter((each) => nameKey(each.Name) === nameKey(name)),
  },
} as unknown as Organization;
const anna = { signedIn: { account: account('anna') } } as unknown as Caller;

const hygiene = { roleGroups: ['hygiene management'] };
const nobody = 'Nobody would be in Organization Management any more.';

describe('what would shut an administrator out', () => {
  it.each([
    ['another one goes', [account('bob')], [], []],
    [
      'the last one who may do everything',
      [],
      [account('anna', hygiene)],
      [expect.stringContaining('lose'), nobody],
    ],
    ['the own account is removed', [account('bob')], [account('bob')], [expect.stringContaining('gone')]],
    [
      'it is disabled',
      [account('bob')],
      [account('bob'), account('anna', { enabled: false })],
      [expect.stringContaining('disabled')],
    ],
    ['it stays', [account('bob')], [account('anna')], []],
  ] as const)('%s', (_, others, then, expected) => {
    const after = then.length === 0 ? [account('anna')] : then;
    const changed = { before: [account('anna'), ...others], after };
    expect(shutOutDangers(changed, anna, organization)).toEqual(expected);
  });

  it('§2.2: the own account cannot lose its last role group, and that of another one can', () => {
    const changed = {
      before: [account('anna'), account('bob')],
      after: [account('anna', { roleGroups: [] }), account('bob')],
    };
    expect(() => shutOutDangers(changed, anna, organization)).toThrow('no role group any more');
    expect(shutOutDangers(changed, {}, organization)).toEqual([]);
  });

  it('at the machine itself nobody shuts themselves out', () => {
    const changed = { before: [account('anna'), account('bob')], after: [account('bob')] };
    expect(shutOutDangers(changed, {}, organization)).toEqual([]);
  });
});
