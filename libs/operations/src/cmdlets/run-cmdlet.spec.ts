import { ConfirmationRequired } from '../objects/dangers/dangers.js';
import { shown, TestShell } from '../spec-support/test-shell.js';
import { ParameterError } from './binding/parameter-error.js';

let shell: TestShell;
beforeEach(async () => (shell = await TestShell.start()), 30_000);
afterEach(() => shell.stop());

const run: TestShell['run'] = (...call) => shell.run(...call);
const outputOf: TestShell['output'] = (...call) => shell.output(...call);

describe('what a shell hands over', () => {
  it.each([
    [{ Identity: 'x', MaxHopCount: 'many' }, 'MaxHopCount', 'a number'],
    [{ Identity: 'x', Enabled: 'perhaps' }, 'Enabled', String.raw`\$true or \$false`],
    [{ Identity: 'x', ProtocolLoggingLevel: 'Loud' }, 'ProtocolLoggingLevel', 'None or Verbose'],
    [{ Identity: 'x', Max: 1 }, 'Max', 'may be'],
    [{ Identity: 'x', Bindigns: '0.0.0.0:25' }, 'Bindigns', 'no such parameter'],
    [{ Enabled: true }, 'Identity', 'needs it'],
    [{ Identity: 'x', Usage: 'Client' }, 'Usage', 'no such parameter'],
  ])('%j is refused by the name of the parameter', async (parameters, name, reason) => {
    const order = run('Set-ReceiveConnector', parameters);
    await expect(order).rejects.toThrow(new RegExp(`^${name}: .*${reason}`));
    await expect(order).rejects.toBeInstanceOf(ParameterError);
  });

  it('only the properties that are asked for are told', async () => {
    const { output } = await run(
      'Get-ReceiveConnector',
      { Identity: 'Default MBX01' },
      { properties: ['Name', 'Nope'] },
    );
    expect(output).toEqual([{ Name: 'Default MBX01' }]);
  });

  it('names alone, as Tab asks for them, are those of the whole objects', async () => {
    for (const noun of ['ReceiveConnector', 'Mailbox', 'AcceptedDomain', 'TransportConfig', 'RoleGroup']) {
      // eslint-disable-next-line no-await-in-loop
      const whole = await outputOf(`Get-${noun}`, {});
      expect(whole).not.toHaveLength(0);
      // eslint-disable-next-line no-await-in-loop
      const { output } = await run(`Get-${noun}`, {}, { properties: ['Identity', 'Name', 'Guid', 'Id'] });
      expect(output).toEqual(whole.map((one) => shown(one, 'Identity', 'Name', 'Guid', 'Id')));
    }
  });

  it('numbers and words of one parameter, sizes, time spans and what a cmdlet has told are understood', async () => {
    const [known] = await outputOf('Get-ReceiveConnector', { Identity: 'Default MBX01' });
    await run('Set-ReceiveConnector', {
      Identity: 'Client Frontend MBX01',
      MaxInboundConnection: 'unl',
      MessageRateLimit: '30',
      MaxMessageSize: known?.['MaxMessageSize'],
      ConnectionTimeout: '00:20:00',
      AuthMechanism: 'Tls, BasicAuth',
    });
    const [changed] = await outputOf('Get-ReceiveConnector', { Identity: 'Client Frontend MBX01' });
    expect(
      shown(changed, 'MaxInboundConnection', 'MessageRateLimit', 'ConnectionTimeout', 'AuthMechanism'),
    ).toEqual({
      MaxInboundConnection: 'Unlimited',
      MessageRateLimit: 30,
      ConnectionTimeout: '00:20:00',
      AuthMechanism: 'Tls, BasicAuth',
    });
  });

  it.each([
    ['0', '00:00:00'],
    ['0:05', '00:05:00'],
    ['1.6:00', '1.06:00:00'],
    ['30', '30.00:00:00'],
  ])('the time span %s is %s, as .NET reads it', async (said, kept) => {
    await run('Set-TransportConfig', { SafetyNetHoldTime: said });
    const [config] = await outputOf('Get-TransportConfig');
    expect(shown(config, 'SafetyNetHoldTime')).toEqual({ SafetyNetHoldTime: kept });
  });

  it('the relay right for everybody is asked for', async () => {
    const order = {
      Identity: 'Default Frontend MBX01',
      User: 'ANONYMOUS LOGON',
      ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Recipient'],
    };
    await expect(run('Add-ADPermission', order)).rejects.toThrow(ConfirmationRequired);
    const tried = await run('Add-ADPermission', order, { whatIf: true });
    expect(tried.warnings).toContainEqual(expect.stringContaining('open relay'));
    await run('Add-ADPermission', { ...order, Force: true });
    await run('Remove-ADPermission', order);
  });

  it('what permission groups give can be denied, not removed', async () => {
    const order = {
      Identity: 'Default Frontend MBX01',
      User: String.raw`NT AUTHORITY\ANONYMOUS LOGON`,
      ExtendedRights: ['ms-Exch-SMTP-Accept-Any-Sender'],
    };
    await expect(run('Remove-ADPermission', order)).rejects.toThrow('by PermissionGroups');
    await run('Add-ADPermission', { ...order, Deny: true });
    const entries = await outputOf('Get-ADPermission', { Identity: order.Identity, User: order.User });
    expect(entries.filter(({ Deny }) => Deny)).toHaveLength(1);
  });
});
