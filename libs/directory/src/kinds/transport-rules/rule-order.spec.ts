import { Organization } from '../../organization.js';
import { changedObjects } from '../../rules/directory-change.js';
import { applied, exported, told } from '../../spec-support/planned-organization.js';
import { planObject, planRemoval } from '../../text/objects/object-plan.js';
import { inRuleOrder } from './rule-order.js';

const rules = (...said: readonly string[]): string =>
  ['TransportRules:', ...said.map((each) => `  - { Name: ${each}, PrependSubject: x }`)].join('\n');

const order = ({ objects: { TransportRules } }: Organization): readonly string[] =>
  inRuleOrder(TransportRules).map(({ Name, Priority }) => `${Priority} ${Name}`);

const guidOf = ({ objects }: Organization, name: string): string =>
  objects.TransportRules.find(({ Name }) => Name === name)?.Guid ?? '';

/** As Set-TransportRule and New-TransportRule say it. */
async function ordered(written: object, organization: Organization): Promise<Organization> {
  const plan = await planObject(
    { kind: 'TransportRules', written: { ...written }, server: 'MBX01' },
    organization,
  );
  return new Organization(organization.revision + 1, changedObjects(organization.objects, plan.change));
}

describe('the priorities of mail flow rules', () => {
  let three: Organization;
  beforeAll(async () => (three = await applied(rules('A', 'B', 'C'))));

  it('are 0 … n in the order of a text that says none', () => {
    expect(order(three)).toEqual(['0 A', '1 B', '2 C']);
  });

  it('a new rule comes last', async () => {
    expect(order(await ordered({ Name: 'D', PrependSubject: 'x' }, three))).toEqual([
      '0 A',
      '1 B',
      '2 C',
      '3 D',
    ]);
  });

  it.each([
    ['a new rule at 0 pushes the others', { Name: 'D', PrependSubject: 'x', Priority: 0 }, '0 D,1 A,2 B,3 C'],
    ['a new rule in between', { Name: 'D', PrependSubject: 'x', Priority: 2 }, '0 A,1 B,2 D,3 C'],
    [
      'beyond the last place is the last place',
      { Name: 'D', PrependSubject: 'x', Priority: 9 },
      '0 A,1 B,2 C,3 D',
    ],
  ])('%s', async (_, written, expected) => {
    expect(order(await ordered(written, three)).join(',')).toBe(expected);
  });

  it.each([
    ['C', 0, '0 C,1 A,2 B'],
    ['A', 1, '0 B,1 A,2 C'],
    ['A', 2, '0 B,1 C,2 A'],
    ['B', 1, '0 A,1 B,2 C'],
  ])('%s set to %d', async (name, Priority, expected) => {
    expect(order(await ordered({ Guid: guidOf(three, name), Priority }, three)).join(',')).toBe(expected);
  });

  it('stay where something else is changed', async () => {
    const changed = await ordered({ Guid: guidOf(three, 'B'), Comments: 'mine' }, three);
    expect(order(changed)).toEqual(['0 A', '1 B', '2 C']);
  });

  it('close up when a rule is removed', () => {
    const plan = planRemoval({ kind: 'TransportRules', Guid: guidOf(three, 'A') }, three);
    const left = new Organization(9, changedObjects(three.objects, plan.change));
    expect(order(left)).toEqual(['0 B', '1 C']);
    expect(plan.differences.map(({ action }) => action)).toEqual(['remove', 'change', 'change']);
  });

  it('of a text with gaps close up, and rules without one come last', async () => {
    const text = rules('Last', 'Twenty, Priority: 20', 'Ten, Priority: 10');
    expect(order(await applied(text))).toEqual(['0 Ten', '1 Twenty', '2 Last']);
  });

  it('of an export are as they were', async () => {
    expect(await told(exported(three), three)).toBe('');
  });

  it('of rules that a text does not name close up behind those that it prunes', async () => {
    expect(order(await applied(rules('C', 'D'), three, { prune: true }))).toEqual(['0 C', '1 D']);
  });

  it('that are none are refused, and so is a rule that is named twice', async () => {
    await expect(applied(rules('A, Priority: -1'), three)).rejects.toThrow(/Priority/);
    await expect(applied(rules('A', 'A'), three)).rejects.toThrow(/in this section already/);
  });
});
