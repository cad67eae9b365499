import { objectOperations } from '../../objects/object-operations.js';
import { identityParameter, type Cmdlet } from '../cmdlet.js';
import { enabledParameter } from './domain-cmdlets.js';
import { told } from './kind-cmdlet.js';
import type { KindCmdlets } from './kind-form.js';
import { ruleListing } from './object-listing.js';

const classes = 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks';

/** Exchange shows a predicate or an action by its class. */
function classesOf(names: unknown, suffix: 'Predicate' | 'Action'): readonly string[] {
  return Array.isArray(names) ? names.map((name) => `${classes}.${String(name)}${suffix}`) : [];
}

export const transportRuleCmdlets: KindCmdlets = {
  kind: 'TransportRules',
  typeName: `${classes}.Rule`,
  columns: ['Name', 'State', 'Mode', 'Priority', 'Comments'],
  listing: ruleListing,
  output: {
    order: ['Priority', 'State', 'Mode', 'Comments', 'Description', 'Conditions', 'Exceptions', 'Actions'],
    more: ({ Description, Conditions, Exceptions, Actions }) => ({
      Description,
      Conditions: classesOf(Conditions, 'Predicate'),
      Exceptions: classesOf(Exceptions, 'Predicate'),
      Actions: classesOf(Actions, 'Action'),
    }),
    container: () => ['TransportVersioned', 'Rules', 'Transport Settings'],
  },
  added: [enabledParameter],
  saidNew({ Enabled, ...said }) {
    return Enabled === undefined ? said : { ...said, State: Enabled === false ? 'Disabled' : 'Enabled' };
  },
  examples: {
    New: [
      {
        command:
          'New-TransportRule "External mark" -FromScope NotInOrganization -PrependSubject "[EXTERNAL] "',
        description: 'What comes from outside is marked.',
      },
    ],
  },
};

export const journalRuleCmdlets: KindCmdlets = {
  kind: 'JournalRules',
  typeName: 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks.JournalRuleObject',
  columns: ['Name', 'Recipient', 'JournalEmailAddress', 'Enabled'],
  output: { container: () => ['JournalingVersioned', 'Rules', 'Transport Settings'] },
};

function ruleSwitch(name: string, State: 'Enabled' | 'Disabled'): Cmdlet {
  return {
    name,
    synopsis: State === 'Enabled' ? 'The rule acts from now on.' : 'The rule does nothing from now on.',
    parameters: [identityParameter('TransportRule', { mandatory: true })],
    output: { typeName: '', columns: [] },
    confirms: State === 'Disabled',
    changes: true,
    examples: [],
    async run({ parameters: { Identity }, whatIf, force, order }) {
      const input = { identity: Identity, parameters: { State }, validateOnly: whatIf, force };
      return told(await order(objectOperations.TransportRules.Set, input), whatIf);
    },
  };
}

export const ruleSwitches: readonly Cmdlet[] = [
  ruleSwitch('Enable-TransportRule', 'Enabled'),
  ruleSwitch('Disable-TransportRule', 'Disabled'),
];
