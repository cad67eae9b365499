import type { TransportRule } from '@mailyard/directory';
import { ruleActionWords } from './action-words.js';
import type { RulePart } from './phrases.js';
import { rulePredicates } from './predicates.js';

/** What Exchange tells of a rule beside its parameters. */
export interface DescribedRule {
  /** Names of predicates and actions, as Get-TransportRulePredicate and Get-TransportRuleAction have them. */
  readonly Conditions: readonly string[];
  readonly Exceptions: readonly string[];
  readonly Actions: readonly string[];
  /** In sentences, a line each. */
  readonly Description: string;
}

/** A rule in Exchange’s words. */
export function describedRule(rule: TransportRule): DescribedRule {
  const conditions = partsOf(rule, rulePredicates);
  const exceptions = partsOf(rule, rulePredicates, 'ExceptIf');
  const actions = partsOf(rule, ruleActionWords);
  return {
    Conditions: namesOf(conditions),
    Exceptions: namesOf(exceptions),
    Actions: namesOf(actions),
    Description: [
      ...(conditions.length === 0
        ? ['Apply to all messages']
        : paragraph('If the message:', conditions, 'and')),
      ...paragraph('Take the following actions:', actions, 'and'),
      ...(exceptions.length === 0 ? [] : paragraph('Except if the message:', exceptions, 'or')),
    ].join('\n'),
  };
}

interface SaidPart {
  readonly name: string;
  readonly words: string;
}

function partsOf(
  rule: TransportRule,
  parts: readonly RulePart[],
  prefix: '' | 'ExceptIf' = '',
): readonly SaidPart[] {
  const given = rule as Readonly<Record<string, unknown>>;
  return parts.flatMap(({ name, parameters, words }) => {
    const values = parameters.map((parameter) => given[`${prefix}${parameter}`]);
    const isSaid = values.some((value) => value !== undefined && value !== false);
    return isSaid ? [{ name, words: words(...values) }] : [];
  });
}

const namesOf = (parts: readonly SaidPart[]): readonly string[] => parts.map(({ name }) => name);

function paragraph(begin: string, parts: readonly SaidPart[], between: string): readonly string[] {
  return [begin, ...parts.map(({ words }, at) => `\t${at === 0 ? '' : `${between} `}${words}`)];
}
