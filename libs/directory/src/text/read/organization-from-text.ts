import { OrganizationError } from '@mailyard/schema';
import type { SecretKeys } from '@mailyard/service';

import { objectKinds, type ObjectKind, type OrganizationObjects } from '../../kinds/index.js';
import { haveSecrets } from '../../kinds/send-connectors/parameters/credential-parameters.js';
import { TextSecrets } from '../../kinds/send-connectors/text-secrets.js';
import type { SectionPlan } from '../../kinds/text-form.js';
import {
  judgedChange,
  type DirectoryChange,
  type ObjectId,
  type ObjectsToPut,
} from '../../rules/directory-change.js';
import { indexedObjects } from '../../snapshot/objects-draft.js';
import type { ParsedText } from './organization-text.js';
import { placedProblem, type TextMerge } from './placed-problem.js';
import { namedTwice, planSection, type TextBasis } from './text-section.js';

export interface TextOptions extends Omit<TextBasis, 'current' | 'prune' | 'secrets'> {
  /** What secrets of connectors are sealed with; without it a text with such secrets cannot be applied. */
  readonly keys?: SecretKeys | undefined;
  /** What the text changes; nothing at the first start. */
  readonly current: OrganizationObjects;
  /** Takes away what the text's sections do not name. */
  readonly prune?: boolean;
}

export interface TextOutcome {
  readonly objects: OrganizationObjects;
  /** What the text's sections do not name, whether it goes or stays. */
  readonly unmentioned: readonly ObjectId[];
}

/**
 * The whole organization that a text makes of the current one: sections, objects and parameters that it does not have
 * stay as they are. Throws OrganizationError with file, line and column.
 */
export async function organizationFromText(text: ParsedText, options: TextOptions): Promise<TextOutcome> {
  const { current, passwords, keys, prune = false } = options;
  const index = indexedObjects(current);
  const secrets = new TextSecrets({
    valueOf: (variable) => passwords.valueOf(variable),
    keys,
    hasSecrets: haveSecrets(current),
  });
  const plans = await plansOf(text, current, { ...options, prune, current: index, secrets });
  const entriesOf = (kind: ObjectKind) => plans.get(kind)?.entries ?? [];
  const twice = objectKinds.flatMap((kind) => namedTwice(kind, entriesOf(kind)));
  if (twice.length > 0) throw text.fail(twice);
  const unmentioned = idsOf(plans, (plan) => plan.unmentioned);
  const gone = idsOf(plans, (plan) => plan.gone ?? []);
  const change = changeOf(plans, [...gone, ...(prune ? unmentioned : [])]);
  try {
    return { objects: judgedChange(index, change).objects, unmentioned };
  } catch (error) {
    if (!(error instanceof OrganizationError)) throw error;
    const merge: TextMerge = { current, entriesOf, change };
    throw text.fail(error.problems.map((problem) => placedProblem(problem, merge)));
  }
}

type Plans = ReadonlyMap<string, SectionPlan>;

async function plansOf(
  { content }: ParsedText,
  current: OrganizationObjects,
  basis: TextBasis,
): Promise<Plans> {
  const plans = new Map<string, SectionPlan>();
  const planOf = (kind: string): SectionPlan => {
    const plan = plans.get(kind);
    if (plan === undefined) throw new Error(`${kind} have no plan yet`);
    return plan;
  };
  for (const kind of objectKinds) {
    const options = { written: content[kind], objects: current[kind], basis, planOf };
    // A kind's plan may need those of the kinds before it.
    // eslint-disable-next-line no-await-in-loop
    plans.set(kind, await planSection(kind, options));
  }
  return plans;
}

function idsOf(plans: Plans, select: (plan: SectionPlan) => SectionPlan['unmentioned']): readonly ObjectId[] {
  return objectKinds.flatMap((kind) => {
    const plan = plans.get(kind);
    return plan === undefined ? [] : select(plan).map(({ Guid }) => ({ kind, Guid }));
  });
}

function changeOf(plans: Plans, remove: readonly ObjectId[]): DirectoryChange {
  const put = objectKinds.map(
    (kind) => [kind, plans.get(kind)?.entries.map(({ object }) => object) ?? []] as const,
  );
  const named = new Set(put.flatMap(([, list]) => list.map(({ Guid }) => Guid)));
  return {
    put: Object.fromEntries(put) as ObjectsToPut,
    remove: remove.filter(({ Guid }) => !named.has(Guid)),
  };
}
