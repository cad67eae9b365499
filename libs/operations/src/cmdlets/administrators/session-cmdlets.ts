import { getAdministratorSession } from '../../administrators/sessions/get-administrator-session.js';
import { removeAdministratorSession } from '../../administrators/sessions/remove-administrator-session.js';
import type { SessionView } from '../../administrators/sessions/session-view.js';
import { getApiToken } from '../../administrators/tokens/get-api-token.js';
import { newApiToken } from '../../administrators/tokens/new-api-token.js';
import { newSendToken } from '../../administrators/tokens/new-send-token.js';
import { removeApiToken } from '../../administrators/tokens/remove-api-token.js';
import type { TokenView } from '../../administrators/tokens/token-view.js';
import { parameter, type Cmdlet, type CmdletCall, type CmdletOutcome, type OutputObject } from '../cmdlet.js';
import { triedOn } from '../cmdlet-lists.js';
import { timeOrNull, timeValue } from '../values/rich-value.js';

const sessionOutput = {
  typeName: 'Mailyard.AdministratorSession',
  columns: ['Identity', 'Administrator', 'Address', 'StartTime', 'LastUsed'],
};
const tokenOutput = {
  typeName: 'Mailyard.ApiToken',
  columns: ['Identity', 'Administrator', 'Description', 'ReadOnly', 'ExpirationTime', 'Expired', 'LastUsed'],
};
const nothing = { typeName: '', columns: [] } as const;
const identity = parameter('Identity', 'Its id.', { position: 1, pipeline: 'value' });

/** Of a token with which an application sends mail. */
const sendParameters = [
  parameter('Scope', 'What it opens: sending mail by HTTP, and nothing else.', {
    type: 'enum',
    values: ['send'],
  }),
  parameter('Name', 'How logs name the application.'),
  parameter('Senders', 'As whom it may write: addresses, and domains. None: the accepted domains.', {
    multiple: true,
  }),
  parameter('RecipientDomains', 'Where its recipients may be; *: anywhere. None: the accepted domains.', {
    multiple: true,
  }),
  parameter('ReceiveConnector', 'Whose limits of size, header and recipients hold.', {
    objects: 'ReceiveConnector',
  }),
  parameter('MessageRateLimit', 'Messages a minute.', { type: 'integer' }),
];

export const sessionCmdlets: readonly Cmdlet[] = [
  {
    name: 'Get-AdministratorSession',
    synopsis: getAdministratorSession.summary,
    parameters: [],
    output: sessionOutput,
    confirms: false,
    changes: false,
    examples: [],
    async run({ order }) {
      return { output: (await order(getAdministratorSession, {})).map(sessionObject) };
    },
  },
  {
    name: 'Remove-AdministratorSession',
    synopsis: removeAdministratorSession.summary,
    parameters: [identity, parameter('Administrator', 'All sessions of this account.')],
    parameterSets: [['Identity'], ['Administrator']],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [
      {
        command: 'Remove-AdministratorSession -Administrator anna',
        description: 'Signs anna out, everywhere.',
      },
    ],
    async run({ parameters: { Identity, Administrator }, whatIf, order }) {
      const ended = await order(removeAdministratorSession, {
        session: Identity ?? undefined,
        administrator: Administrator ?? undefined,
        validateOnly: whatIf,
      });
      if (!whatIf) return {};
      const targets = ended.map(
        ({ id, administrator, address }) => `${id} of ${administrator} at ${address}`,
      );
      return triedOn('Remove-AdministratorSession', targets);
    },
  },
  {
    name: 'New-ApiToken',
    synopsis: newApiToken.summary,
    parameters: [
      parameter('Description', 'What it is for.', { position: 1 }),
      parameter('RoleGroups', 'Of those of the account these alone count.', { multiple: true }),
      parameter('ReadOnly', 'It changes nothing.', { type: 'switch' }),
      parameter('Days', 'How long it counts.', { type: 'integer', default: '90' }),
      ...sendParameters,
    ],
    parameterSets: [['Description', 'RoleGroups', 'ReadOnly'], sendParameters.map(({ name }) => name)],
    output: { ...tokenOutput, columns: [] },
    confirms: false,
    changes: true,
    examples: [
      { command: 'New-ApiToken monitoring -ReadOnly', description: 'Its Value is shown once.' },
      {
        command: 'New-ApiToken -Name billing -Scope send -Senders billing@contoso.com -RecipientDomains *',
        description: 'An application sends mail as billing@contoso.com, to anybody.',
      },
    ],
    async run(call) {
      if ((call.parameters['Scope'] ?? null) !== null) return newSendingToken(call);
      const { whatIf, order } = call;
      const { Description, RoleGroups, ReadOnly, Days } = call.parameters;
      const made = await order(newApiToken, {
        description: Description,
        roleGroups: RoleGroups ?? undefined,
        readOnly: ReadOnly ?? undefined,
        days: Days ?? undefined,
        validateOnly: whatIf,
      });
      if (whatIf) return triedOn('New-ApiToken', [`${made.description} of ${made.administrator}`]);
      return { output: [{ ...tokenObject(made), Value: made.value }] };
    },
  },
  {
    name: 'Get-ApiToken',
    synopsis: getApiToken.summary,
    parameters: [],
    output: tokenOutput,
    confirms: false,
    changes: false,
    examples: [],
    async run({ order }) {
      return { output: (await order(getApiToken, {})).map(tokenObject) };
    },
  },
  {
    name: 'Remove-ApiToken',
    synopsis: removeApiToken.summary,
    parameters: [{ ...identity, mandatory: true }],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [],
    async run({ parameters: { Identity }, whatIf, order }) {
      const token = await order(removeApiToken, { token: Identity, validateOnly: whatIf });
      const target = `${token.id} of ${token.administrator}: ${token.description}`;
      return whatIf ? triedOn('Remove-ApiToken', [target]) : {};
    },
  },
];

function sessionObject(session: SessionView): OutputObject {
  return {
    Identity: session.id,
    Administrator: session.administrator,
    Address: session.address,
    UserAgent: session.userAgent,
    StartTime: timeValue(session.startedAt),
    LastUsed: timeValue(session.seenAt),
  };
}

async function newSendingToken({ parameters, whatIf, order }: CmdletCall): Promise<CmdletOutcome> {
  const made = await order(newSendToken, {
    application: parameters['Name'] ?? undefined,
    senders: parameters['Senders'] ?? undefined,
    recipientDomains: parameters['RecipientDomains'] ?? undefined,
    connector: parameters['ReceiveConnector'] ?? undefined,
    messageRate: parameters['MessageRateLimit'] ?? undefined,
    days: parameters['Days'] ?? undefined,
    validateOnly: whatIf,
  });
  if (whatIf) return triedOn('New-ApiToken', [`${made.description}, with the account ${made.administrator}`]);
  return { output: [{ ...tokenObject(made), Value: made.value }] };
}

function tokenObject(token: TokenView): OutputObject {
  return {
    Identity: token.id,
    Administrator: token.administrator,
    Description: token.description,
    ReadOnly: token.readOnly,
    RoleGroups: token.roleGroups ?? [],
    ...(token.send && sendProperties(token.send)),
    WhenCreated: timeValue(token.createdAt),
    ExpirationTime: timeValue(token.expiresAt),
    Expired: token.expired,
    LastUsed: timeOrNull(token.usedAt),
    LastUsedFrom: token.usedFrom ?? null,
  };
}

function sendProperties(send: NonNullable<TokenView['send']>): OutputObject {
  return {
    Scope: 'send',
    Name: send.application,
    Senders: send.senders,
    RecipientDomains: send.recipientDomains,
    MessageRateLimit: send.messageRate ?? null,
  };
}
