import { permissionGroupEntries } from '@mailyard/receive';
import { parseIpRange } from '@mailyard/schema';

import { explainConnection } from '../../organization/explain-connection.js';
import { objectOperations } from '../../objects/object-operations.js';
import { ParameterError } from '../binding/parameter-error.js';
import { parameter, type Cmdlet, type CmdletCall, type CmdletOutcome } from '../cmdlet.js';
import { told } from '../objects/kind-cmdlet.js';

const scopes = ['Anybody', 'Organization'] as const;

/** A printer, say: Exchange's administrators make a connector, give it a group, and then a right that only the shell can give. */
export const relayDeviceCmdlet: Cmdlet = {
  name: 'Add-RelayDevice',
  synopsis:
    'Lets a device send mail: makes a Receive connector for its addresses, or adds them to one that is there.',
  parameters: [
    parameter('Name', 'Of the device, and of the connector that is made for it.', { position: 1 }),
    parameter('RemoteIPRanges', 'Its addresses.', {
      position: 2,
      multiple: true,
      mandatory: true,
      aliases: ['IPAddress'],
    }),
    parameter('Connector', 'One that is there already, and serves such devices: it gets the addresses.', {
      objects: 'ReceiveConnector',
    }),
    parameter('RecipientScope', 'To whom it may send: to Anybody, or within the Organization.', {
      type: 'enum',
      values: scopes,
      default: 'Anybody',
    }),
    parameter('RequireSignIn', 'It signs in with the login of a mailbox or Get-SmtpCredential, inside TLS.', {
      type: 'switch',
    }),
    parameter(
      'Login',
      'The one account that it signs in as, inside TLS: it sends from the addresses of this account alone.',
    ),
    parameter('Comment', 'Where it stands, whose it is.'),
    parameter('Server', 'Default: this one.', { objects: 'TransportService' }),
  ],
  parameterSets: [['Name', 'RecipientScope', 'RequireSignIn', 'Login', 'Comment', 'Server'], ['Connector']],
  output: { typeName: 'RelayDevice', columns: ['Connector', 'RemoteIPRanges', 'Recipient', 'Answer'] },
  confirms: false,
  changes: true,
  examples: [
    {
      command: 'Add-RelayDevice "Printer 3rd floor" 192.168.5.30',
      description: 'Makes a connector for it. It may send to anybody, without a login.',
    },
    {
      command: 'Add-RelayDevice "ERP" 10.1.0.7,10.1.0.8 -RequireSignIn',
      description: 'From these addresses, and only with a login.',
    },
    {
      command: 'Add-RelayDevice "Scanner" 192.168.5.32 -Login scanner@contoso.com',
      description: 'It signs in as this account, and nobody else does there.',
    },
    {
      command: 'Add-RelayDevice -Connector "Printers" -IPAddress 192.168.5.31',
      description: 'One more device of a connector.',
    },
  ],
  async run(call) {
    const { connector, outcome } = await changed(call);
    if (call.whatIf) return outcome;
    return { ...outcome, output: await answers(connector, call) };
  },
};

interface Changed {
  /** Its Identity. */
  readonly connector: string;
  readonly outcome: CmdletOutcome;
}

/** One change: a connector without the right that belongs to it is never there. */
async function changed(call: CmdletCall): Promise<Changed> {
  const { parameters, whatIf, force, order } = call;
  const { Connector: named, RemoteIPRanges: ranges } = parameters;
  const how = { validateOnly: whatIf, force: force || whatIf };
  const { New, Set: Change } = objectOperations.ReceiveConnectors;
  const isNamed = (named ?? null) !== null;
  const made = isNamed
    ? await order(Change, { identity: named, parameters: { RemoteIPRanges: { Add: ranges } }, ...how })
    : await order(New, { parameters: newConnector(parameters), ...how });
  return { connector: String(made.object['Identity']), outcome: told(made, whatIf) };
}

function newConnector(said: CmdletCall['parameters']): Readonly<Record<string, unknown>> {
  checkSaid(said);
  const { Name, RemoteIPRanges } = said;
  const optional = ['Comment', 'Server'].filter((name) => (said[name] ?? null) !== null);
  return {
    Name,
    Usage: 'Custom',
    TransportRole: 'FrontendTransport',
    Bindings: bindingsFor(RemoteIPRanges),
    RemoteIPRanges,
    ...accessOf(said),
    ...Object.fromEntries(optional.map((name) => [name, said[name]])),
  };
}

function checkSaid({ Name, RequireSignIn, Login, RecipientScope }: CmdletCall['parameters']): void {
  if ((Name ?? null) === null) {
    throw new ParameterError('Name', 'Add-RelayDevice needs it', { cure: 'Or Connector.' });
  }
  const signsIn = RequireSignIn === true || (Login ?? null) !== null;
  if (signsIn && RecipientScope === 'Organization') {
    throw new ParameterError('RecipientScope', 'whoever signs in may send to anybody', {
      cure: 'Leave out RecipientScope, or RequireSignIn and Login.',
    });
  }
}

function accessOf({ RequireSignIn, Login, RecipientScope }: CmdletCall['parameters']) {
  if ((Login ?? null) !== null) {
    return { ...withLogin, PermissionGroups: [], AccessControl: [entryOf(Login)] };
  }
  if (RequireSignIn === true) return withLogin;
  return RecipientScope === 'Organization' ? withoutLogin : { ...withoutLogin, AccessControl: [relayRight] };
}

/** What the group of Exchange users gives to all of them: no right to write in the name of others. */
function entryOf(login: unknown) {
  const rights = permissionGroupEntries.ExchangeUsers.flatMap(({ ExtendedRights }) => ExtendedRights);
  return { User: login, ExtendedRights: [...new Set(rights)] };
}

const withLogin = {
  AuthMechanism: ['Tls', 'BasicAuth', 'BasicAuthRequireTLS'],
  PermissionGroups: ['ExchangeUsers'],
};
const withoutLogin = { AuthMechanism: ['Tls'], PermissionGroups: ['AnonymousUsers'] };
const relayRight = {
  User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
  ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
};

/** Of the families of its addresses. */
function bindingsFor(ranges: unknown): readonly string[] {
  const families = new Set(
    (Array.isArray(ranges) ? ranges : []).map((each) => parseIpRange(String(each))?.family),
  );
  return families.has(6) ? [...(families.has(4) ? ['0.0.0.0:25'] : []), '[::]:25'] : ['0.0.0.0:25'];
}

/** Nobody's address: what is answered to it tells whether the device relays. */
const stranger = 'somebody@example.net';

/** What the first address of each range hears now. */
async function answers(connector: string, { parameters, order }: CmdletCall) {
  const { RemoteIPRanges, Server } = parameters;
  const ranges = (Array.isArray(RemoteIPRanges) ? RemoteIPRanges : []).map(String);
  return await Promise.all(
    ranges.map(async (range) => {
      const from = range.split(/[-/]/)[0] ?? range;
      const { winner, answer } = await order(explainConnection, {
        from,
        port: 25,
        recipient: stranger,
        server: Server ?? undefined,
      });
      const isServed = winner?.connector === connector;
      return {
        Identity: connector,
        Connector: connector,
        RemoteIPRanges: range,
        Recipient: stranger,
        Answer: isServed ? (answer?.reply ?? null) : `${winner?.connector ?? 'no connector'} serves it`,
      };
    }),
  );
}
