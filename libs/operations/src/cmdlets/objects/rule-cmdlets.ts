import { objectOperations } from '../../objects/object-operations.js';
import { ParameterError } from '../binding/parameter-error.js';
import {
  identityParameter,
  parameter,
  type Cmdlet,
  type CmdletParameter,
  type OutputObject,
} from '../cmdlet.js';
import { enabledParameter } from './domain-cmdlets.js';
import { told } from './kind-cmdlet.js';
import type { KindCmdlets } from './kind-form.js';
import { ruleListing } from './object-listing.js';

const classes = 'Microsoft.Exchange.MessagingPolicies.Rules.Tasks';

/** Exchange shows a predicate or an action by its class. */
function classesOf(names: unknown, suffix: 'Predicate' | 'Action'): readonly string[] {
  return Array.isArray(names) ? names.map((name) => `${classes}.${String(name)}${suffix}`) : [];
}

const otherParameters: readonly CmdletParameter[] = [
  parameter(
    'IncidentReportOriginalMail',
    'Whether the report has the message: AttachOriginalMail in IncidentReportContent.',
    {
      type: 'enum',
      values: ['IncludeOriginalMail', 'DoNotIncludeOriginalMail'],
    },
  ),
  parameter('RuleSubType', 'There is one type of rules.', { type: 'enum', values: ['None'] }),
];

const wholeReport = ['Sender', 'Recipients', 'Subject', 'Cc', 'Bcc', 'Severity', 'RuleDetections'];
const original = 'AttachOriginalMail';

function withOriginalMail(said: OutputObject, isIncluded: boolean): OutputObject {
  const { IncidentReportContent: content = null } = said;
  if (content === null) {
    return { ...said, IncidentReportContent: { [isIncluded ? 'Add' : 'Remove']: [original] } };
  }
  if (!Array.isArray(content)) {
    throw new ParameterError('IncidentReportOriginalMail', `say ${original} in IncidentReportContent`);
  }
  const others = content.filter((each) => each !== original);
  return { ...said, IncidentReportContent: isIncluded ? [...others, original] : others };
}

function without(said: OutputObject, name: string): OutputObject {
  return Object.fromEntries(Object.entries(said).filter(([each]) => each !== name));
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
  added: [enabledParameter, ...otherParameters],
  addedSet: otherParameters,
  saidNew({ Enabled, ...said }) {
    const { GenerateIncidentReport: reader, IncidentReportContent = wholeReport } = said;
    const content = reader === undefined ? {} : { IncidentReportContent };
    const state = Enabled === undefined ? {} : { State: Enabled === false ? 'Disabled' : 'Enabled' };
    return { ...said, ...state, ...(said['IncidentReportOriginalMail'] === undefined ? {} : content) };
  },
  said(parameters) {
    const { IncidentReportOriginalMail: original, ...said } = without(parameters, 'RuleSubType');
    return original === undefined ? said : withOriginalMail(said, original === 'IncludeOriginalMail');
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
