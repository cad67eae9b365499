import { useQueries } from '@tanstack/react-query';

import { queries } from '../../../api/index.js';
import {
  lines,
  number,
  octets,
  optionalList,
  type DeclaredParameter,
  type Shown,
} from '../../../ui/index.js';
import { isOfRecipients } from './rule-recipients.js';
import { present, type RuleParts } from './rule-values.js';

export interface DeclaredParts extends RuleParts {
  readonly declared: ReadonlyMap<string, DeclaredParameter>;
}

/** What the server says that rules can ask and do; undefined: it is on its way. */
export function useRuleParts(): DeclaredParts | undefined {
  return useQueries({
    queries: [
      { ...queries.run('Get-TransportRulePredicate', {}), staleTime: Infinity },
      { ...queries.run('Get-TransportRuleAction', {}), staleTime: Infinity },
      { ...queries.run('Get-FormDeclaration', { kind: 'TransportRules' }), staleTime: Infinity },
    ],
    combine: ([predicates, actions, forms]) => {
      const parameters = forms.data?.[0]?.parameters;
      if (!predicates.data || !actions.data || parameters === undefined) return undefined;
      return {
        conditions: predicates.data,
        actions: actions.data,
        declared: new Map(parameters.map((each) => [each.name, each])),
        shown: Object.fromEntries(parameters.map((each) => [each.name, shownOf(each)])),
      };
    },
  });
}

/** Blanks at its ends are meant: those of a prefix, say. */
const exact: Shown = { toText: (value) => value ?? '', toValue: (text) => (text === '' ? null : text) };
const plain: Shown = { toText: (value) => value ?? '', toValue: (value) => value };

function shownOf({ name, type, multiple, default: preset }: DeclaredParameter): Shown {
  if (type === 'boolean') return present;
  if (multiple) return type === 'enum' || isOfRecipients(name) ? optionalList : lines;
  if (type === 'integer') return emptied(number);
  if (type === 'size') return emptied(octets);
  return preset === undefined ? exact : plain;
}

function emptied({ toText, toValue }: Shown): Shown {
  return { toText, toValue: (text) => (text === '' ? null : toValue(text)) };
}
