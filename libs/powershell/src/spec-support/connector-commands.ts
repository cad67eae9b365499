import { forEachInput } from '../command/input.js';
import type { CommandDefinition } from '../command/command.js';
import { Confirmation } from '../command/confirmation.js';
import { TerminatingError } from '../errors/error-record.js';
import { textOf } from '../values/text.js';
import { NamedValue, Properties, PSObject, type Value } from '../values/value.js';

const connectors = ['Default', 'Client', 'Relay'].map(
  (name, i) =>
    new PSObject(
      new Properties([
        ['Identity', `MBX01\\${name}`],
        ['Name', name],
        ['Bindings', [`0.0.0.0:${[2525, 587, 25][i]}`, `[::]:${[2525, 587, 25][i]}`]],
        [
          'PermissionGroups',
          new NamedValue(
            'Flags',
            i === 2 ? 'AnonymousUsers, ExchangeServers' : 'ExchangeUsers',
            i === 2 ? ['AnonymousUsers', 'ExchangeServers'] : ['ExchangeUsers'],
          ),
        ],
        ['Enabled', i !== 1],
        ['MaxMessageSize', (i + 1) * 1048576],
      ]),
      {
        typeNames: ['ReceiveConnector'],
        text: `MBX01\\${name}`,
        columns: ['Identity', 'Bindings', 'Enabled'],
      },
    ),
);
/** How many objects Get-ReceiveConnector has written. */
export const produced = { count: 0 };

export const getConnector: CommandDefinition = {
  name: 'Get-ReceiveConnector',
  synopsis: 'Connectors.',
  parameters: [{ name: 'Identity', type: 'string', position: 1, pipeline: 'value' }],
  async *run(invocation) {
    const identity = textOf(invocation.parameters.get('Identity') ?? '*').toLowerCase();
    const found = connectors.filter(
      ({ properties }) =>
        identity === '*' || textOf(properties.get('Name') ?? null).toLowerCase() === identity,
    );
    if (found.length === 0) {
      await invocation.writeError(new TerminatingError(`The object '${identity}' couldn't be found.`));
    }
    for (const connector of found) {
      produced.count += 1;
      yield connector;
    }
  },
};

export const getServer: CommandDefinition = {
  name: 'Get-TransportService',
  synopsis: 'Servers.',
  parameters: [],
  async *run() {
    const properties = new Properties([['Name', 'MBX02']]);
    yield new PSObject(properties, { typeNames: ['TransportService'], text: 'MBX02' });
  },
};

export const setConnector: CommandDefinition = {
  name: 'Set-ReceiveConnector',
  synopsis: 'Changes one.',
  changes: true,
  confirms: true,
  parameters: [
    { name: 'Identity', type: 'string', mandatory: true, position: 1, pipeline: 'value' },
    { name: 'RemoteIPRanges', type: 'string', multiple: true },
    { name: 'RemoteName', type: 'string', aliases: ['RN'] },
    {
      name: 'AuthMechanism',
      type: 'enum',
      multiple: true,
      values: ['None', 'Tls', 'BasicAuth', 'BasicAuthRequireTLS'],
    },
    { name: 'TransportRole', type: 'enum', values: ['FrontendTransport', 'HubTransport'] },
    { name: 'Enabled', type: 'boolean' },
    { name: 'Custom', type: 'switch' },
    { name: 'Internet', type: 'switch' },
    { name: 'MaxMessageSize', type: 'asTyped' },
    { name: 'Server', type: 'string', pipeline: 'property', pipelineTypes: ['TransportService'] },
  ],
  parameterSets: [['Custom'], ['Internet']],
  run(invocation) {
    const confirmation = new Confirmation(invocation);
    return forEachInput(invocation, async function* (parameters) {
      const message = `Changing ${textOf(parameters.get('Identity') ?? null)}`;
      if (!(await confirmation.allows({ caption: 'Confirm', message }))) return;
      const given = parameters.entries().filter(([name]) => !/^(?:confirm|erroraction|whatif)$/i.test(name));
      yield given
        .map(
          ([name, value]) =>
            `${name}=${Array.isArray(value) ? `[${value.map(textOf).join(';')}]` : textOf(value)}`,
        )
        .join(' ') as Value;
    });
  },
};
