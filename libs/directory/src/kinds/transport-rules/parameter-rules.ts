import { slowPatternProblem } from '@mailyard/schema';

import type { ObjectProblem } from '../kind.js';
import { ruleActions } from './parameters/actions.js';
import { parseAttributeTexts } from './parameters/values.js';
import type { TransportRule } from './transport-rule.js';

/** Parameters that mean something together only; the second one has a default where it may be absent. */
const pairs: readonly (readonly [one: string, needs: string])[] = [
  ...withExceptions('HeaderContainsMessageHeader', 'HeaderContainsWords'),
  ...withExceptions('HeaderContainsWords', 'HeaderContainsMessageHeader'),
  ...withExceptions('HeaderMatchesMessageHeader', 'HeaderMatchesPatterns'),
  ...withExceptions('HeaderMatchesPatterns', 'HeaderMatchesMessageHeader'),
  ...withExceptions('BetweenMemberOf1', 'BetweenMemberOf2'),
  ...withExceptions('BetweenMemberOf2', 'BetweenMemberOf1'),
  ...withExceptions('ManagerForEvaluatedUser', 'ManagerAddresses'),
  ...withExceptions('ManagerAddresses', 'ManagerForEvaluatedUser'),
  ...withExceptions('ADComparisonOperator', 'ADComparisonAttribute'),
  ['SetHeaderName', 'SetHeaderValue'],
  ['SetHeaderValue', 'SetHeaderName'],
  ['ApplyHtmlDisclaimerLocation', 'ApplyHtmlDisclaimerText'],
  ['ApplyHtmlDisclaimerFallbackAction', 'ApplyHtmlDisclaimerText'],
  ['IncidentReportContent', 'GenerateIncidentReport'],
  ['GenerateIncidentReport', 'IncidentReportContent'],
];

function withExceptions(one: string, needs: string): readonly (readonly [string, string])[] {
  return [
    [one, needs],
    [`ExceptIf${one}`, `ExceptIf${needs}`],
  ];
}

/** What makes a message readable, or tells of its way: another value would make another message of it. */
const untouchable = /^(?:content-.*|mime-version|received|return-path|message-id|date|bcc|resent-.*)$/i;

/** Rules between the parameters of one rule. */
export function* parameterProblems(rule: TransportRule): Iterable<ObjectProblem> {
  yield* loneParameters(rule);
  yield* actionProblems(rule);
  yield* slowPatterns(rule);
  const { ActivationDate: begins, ExpiryDate: ends } = rule;
  if (begins !== undefined && ends !== undefined && ends <= begins) {
    yield { path: ['ExpiryDate'], reason: 'must be after ActivationDate' };
  }
}

function* slowPatterns(rule: TransportRule): Iterable<ObjectProblem> {
  const given = rule as Readonly<Record<string, unknown>>;
  for (const name of Object.keys(rule).filter((each) => each.endsWith('MatchesPatterns'))) {
    const isOfAttribute = name.endsWith('AttributeMatchesPatterns');
    for (const [at, written] of ((given[name] ?? []) as readonly string[]).entries()) {
      const patterns = isOfAttribute ? parseAttributeTexts(written).texts : [written];
      const reasons = patterns.map(slowPatternProblem).filter((reason) => reason !== undefined);
      yield* reasons.map((reason) => ({ path: [name, at], reason }));
    }
  }
}

function* loneParameters(rule: TransportRule): Iterable<ObjectProblem> {
  const given = rule as Readonly<Record<string, unknown>>;
  for (const [one, needs] of pairs) {
    if (given[one] === undefined || given[needs] !== undefined) continue;
    yield { path: [one], reason: `needs ${needs}` };
  }
}

function* actionProblems(rule: TransportRule): Iterable<ObjectProblem> {
  const actions = Object.keys(ruleActions) as readonly (keyof typeof ruleActions)[];
  const acts = rule.StopRuleProcessing || actions.some((action) => rule[action] !== undefined);
  if (!acts) yield { path: [], reason: 'does nothing: an action is needed' };
  for (const parameter of ['SetHeaderName', 'RemoveHeader'] as const) {
    const name = rule[parameter];
    if (name === undefined || !untouchable.test(name)) continue;
    yield { path: [parameter], reason: `${name} cannot be changed` };
  }
}
