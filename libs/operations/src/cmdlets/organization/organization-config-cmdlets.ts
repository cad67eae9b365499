import { lazily } from '../../lazily.js';
import { objectOperations } from '../../objects/object-operations.js';
import type { Cmdlet, OutputObject } from '../cmdlet.js';
import { told } from '../objects/kind-cmdlet.js';
import { kindParameters } from '../objects/kind-parameters.js';
import { outputObject } from '../objects/object-output.js';

/** What Exchange has at the organization, and what is one of the transport settings here. */
const names = ['MicrosoftExchangeRecipientReplyRecipient', 'AllowPlusAddressInRecipients'];
const kind = 'TransportSettings';
const { Get, Set: change } = objectOperations[kind];
const parameters = lazily(() => kindParameters(kind).filter(({ name }) => names.includes(name)));

export const organizationConfigCmdlets: readonly Cmdlet[] = [
  {
    name: 'Get-OrganizationConfig',
    synopsis: 'Shows settings of the organization; those of mail flow are Get-TransportConfig’s.',
    parameters: [],
    output: { typeName: 'Microsoft.Exchange.Data.Directory.Management.OrganizationConfig', columns: [] },
    confirms: false,
    changes: false,
    examples: [
      { command: 'Get-OrganizationConfig', description: 'Who gets what is answered to notifications.' },
    ],
    async run({ order }) {
      const { rows } = await order(Get, {});
      const form = { container: () => ['First Organization', 'Microsoft Exchange', 'Services'] };
      return { output: rows.map((row) => ownProperties(outputObject(kind, row, { form }))) };
    },
  },
  {
    name: 'Set-OrganizationConfig',
    synopsis: 'Changes settings of the organization; only what is named changes.',
    get parameters() {
      return parameters();
    },
    output: { typeName: '', columns: [] },
    confirms: false,
    changes: true,
    examples: [
      {
        command: 'Set-OrganizationConfig -MicrosoftExchangeRecipientReplyRecipient "Help Desk"',
        description: 'Who gets what is answered to notifications.',
      },
    ],
    async run({ parameters: said, whatIf, force, order }) {
      const how = { validateOnly: whatIf, force: force || whatIf };
      return told(await order(change, { parameters: said, ...how }), whatIf);
    },
  },
];

const ofEveryObject = ['Name', 'DistinguishedName', 'Identity', 'Guid', 'WhenChanged', 'WhenCreated'];

function ownProperties(object: OutputObject): OutputObject {
  const shown = [...names, ...ofEveryObject, 'Id', 'IsValid', 'ObjectState'];
  return Object.fromEntries(shown.map((name) => [name, object[name] ?? null]));
}
