import { getTransportRuleAction } from '../../transport-rules/get-transport-rule-action.js';
import { getTransportRulePredicate } from '../../transport-rules/get-transport-rule-predicate.js';
import { parameter, type Cmdlet } from '../cmdlet.js';

const name = parameter('Name', 'That one alone.', { position: 1 });

/** Get-TransportRulePredicate and Get-TransportRuleAction. */
export const rulePartCmdlets: readonly Cmdlet[] = [getTransportRulePredicate, getTransportRuleAction].map(
  (operation): Cmdlet => ({
    name: operation.name,
    synopsis: operation.summary,
    parameters: [name],
    output: {
      typeName: `Microsoft.Exchange.MessagingPolicies.Rules.Tasks.${operation.name.slice('Get-'.length)}`,
      columns: ['Name', 'Parameters'],
    },
    confirms: false,
    changes: false,
    examples: [],
    async run({ parameters: { Name }, order }) {
      const parts = await order(operation, { name: Name ?? undefined });
      return {
        output: parts.map((part) => ({
          Name: part.name,
          Parameters: part.parameters,
          Description: part.description,
        })),
      };
    },
  }),
);
