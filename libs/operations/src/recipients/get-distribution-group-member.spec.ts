import { objectOperations } from '../objects/object-operations.js';
import { TestServer } from '../spec-support/test-server.js';
import { getDistributionGroupMember } from './get-distribution-group-member.js';
import { showDynamicDistributionGroupMember } from './show-dynamic-distribution-group-member.js';

const { New, Set: change } = objectOperations.DistributionGroups;
let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  const group = (Name: string, ...Members: readonly string[]) =>
    server.order(New, { parameters: { Name, Members } });
  await group('Inner', 'bob', 'carol');
  await group('Middle', 'Inner', 'alice');
  await group('Outer', 'Middle', 'bob');
  await server.order(change, { identity: 'Inner', parameters: { Members: { Add: 'Outer' } } });
}, 30_000);
afterAll(() => server.stop());

it('§2.2: the members of member groups, flat, each once; a group within itself is marked', async () => {
  const members = await server.order(getDistributionGroupMember, { identity: 'Outer', recurse: true });
  expect(members.map(({ name, through, isLoop }) => [name, through, isLoop])).toEqual([
    ['Middle', [], false],
    ['bob', [], false],
    ['Inner', ['Middle'], false],
    ['alice', ['Middle'], false],
    ['carol', ['Middle', 'Inner'], false],
    ['Outer', ['Middle', 'Inner'], true],
  ]);
});

it('the members alone, where nothing else is said', async () => {
  const members = await server.order(getDistributionGroupMember, { identity: 'Outer' });
  expect(members.map(({ name }) => name)).toEqual(['Middle', 'bob']);
  expect(members[0]).not.toHaveProperty('through');
});

it('§2.2: whom the filter of a dynamic group would find, before there is such a group', async () => {
  const find = async (parameters: object, limit = 20) => {
    const { total, members } = await server.order(showDynamicDistributionGroupMember, { parameters, limit });
    return [total, members.map(({ name }) => name)];
  };
  expect(await find({ RecipientFilter: "Name -like '*er'" })).toEqual([2, ['Inner', 'Outer']]);
  expect(await find({ IncludedRecipients: ['MailGroups'] }, 1)).toEqual([expect.any(Number), ['Inner']]);
  await expect(find({ RecipientFilter: 'Shoe -eq 1' })).rejects.toThrow(/Shoe/);
  await expect(find({})).rejects.toThrow(/is needed/);
});
