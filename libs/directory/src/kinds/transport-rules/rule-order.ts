import { nameKey } from '@mailyard/schema';

import type { KeptObject } from '../lookup.js';
import type { Entry, Section, SectionPlan, Written } from '../text-form.js';
import type { TransportRule } from './transport-rule.js';

/** Rules in the order in which they are applied: by priority, those without one last, by name. */
export function inRuleOrder(rules: readonly TransportRule[]): readonly TransportRule[] {
  return rules.toSorted(ofOrder);
}

function ofOrder(one: TransportRule, other: TransportRule): number {
  return (
    (one.Priority ?? Infinity) - (other.Priority ?? Infinity) ||
    nameKey(one.Name).localeCompare(nameKey(other.Name))
  );
}

/** A rule on its way to its place. */
type Placed = { readonly entry: Entry } | { readonly untold: TransportRule };

/**
 * Priorities are 0 … n without a gap, as Exchange has them: a rule that is given one takes that place and moves the others
 * on, a new one without comes last, and what a text does not say of a rule leaves it where it is.
 */
export function ruleSection(section: Section<TransportRule>): SectionPlan {
  const { written, prune, merge, unnamed, implied } = section;
  if (written === undefined) return { entries: [], unmentioned: [] };
  const said = merge(written);
  const unmentioned = unnamed(said);
  // Its schema refuses the rest.
  const [wrong, entries] = parted(said, ({ object: { Priority } }) => isNoPriority(Priority));
  const numbered = placed(entries, prune ? [] : unmentioned).flatMap((rule, Priority) => {
    if ('entry' in rule) return [{ ...rule.entry, object: { ...rule.entry.object, Priority } }];
    return rule.untold.Priority === Priority ? [] : [implied({ ...rule.untold, Priority })];
  });
  return { entries: [...numbered, ...wrong], unmentioned };
}

/** What follows when one of the rules goes: those behind it move up. */
export function closedUp(rest: readonly TransportRule[]): readonly (Written & KeptObject)[] {
  return inRuleOrder(rest)
    .map((rule, Priority) => ({ rule, Priority }))
    .filter(({ rule, Priority }) => rule.Priority !== Priority)
    .map(({ rule, Priority }) => ({ ...rule, Priority }));
}

function placed(entries: readonly Entry[], untold: readonly TransportRule[]): readonly Placed[] {
  const staying = entries.filter((entry) => entry.known !== undefined && !saysPriority(entry));
  const rules: Placed[] = [
    ...untold.map((rule) => ({ rule, as: { untold: rule } })),
    ...staying.map((entry) => ({ rule: entry.known as TransportRule, as: { entry } })),
  ]
    .toSorted((one, other) => ofOrder(one.rule, other.rule))
    .map(({ as }) => as);
  const moved = entries.filter((entry) => typeof saidPriority(entry) === 'number');
  for (const entry of moved.toSorted(
    (one, other) => Number(saidPriority(one)) - Number(saidPriority(other)),
  )) {
    rules.splice(Number(saidPriority(entry)), 0, { entry });
  }
  const last = entries.filter((entry) => !staying.includes(entry) && !moved.includes(entry));
  return [...rules, ...last.map((entry) => ({ entry }))];
}

function saysPriority({ said }: Entry): boolean {
  return said !== undefined && said.written['Priority'] !== undefined;
}

function saidPriority(entry: Entry): unknown {
  return entry.said?.written['Priority'];
}

function isNoPriority(written: unknown): boolean {
  return written !== undefined && written !== null && !(Number.isInteger(written) && Number(written) >= 0);
}

function parted<T>(all: readonly T[], is: (each: T) => boolean): readonly [readonly T[], readonly T[]] {
  return [all.filter((each) => is(each)), all.filter((each) => !is(each))];
}
