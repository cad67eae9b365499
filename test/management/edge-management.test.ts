import { Launched } from '../stack/launched.js';
import { shellCommand } from '../stack/management-shell.js';
import { organizationCommand } from '../stack/organization-command.js';
import { demoPassword } from '../stack/site.js';

// An Edge has the shell, and no pages to configure it (“Edge Transport servers”).
let edge: Launched;
beforeAll(async () => {
  edge = await Launched.start({
    env: {
      MAILYARD_SERVER_ROLE: 'Edge',
      MAILYARD_SERVER: 'EDGE01',
      MAILYARD_FQDN: 'edge01.contoso.com',
      MAILYARD_ORGANIZATION: '',
    },
  });
}, 90_000);
afterAll(() => edge.stop(), 60_000);

const shell = (command: string) => shellCommand(edge.site, ['-Edge', '-NonInteractive', '-Command', command]);

describe('mailyard-shell -Edge', () => {
  it('finds the server, and sets it without its name', async () => {
    const set = 'Set-TransportService -MaxPerDomainOutboundConnections 40';
    const { code, output, errors } = await shell(
      `${set}; (Get-TransportService).MaxPerDomainOutboundConnections; (Get-ExchangeServer).ServerRole`,
    );
    expect({ code, output, errors }).toEqual({ code: 0, output: '40\nEdge\n', errors: '' });
  });

  it.each([
    ['Get-Mailbox', "The term 'Get-Mailbox' is not recognized"],
    ['Get-QueueDigest', "The term 'Get-QueueDigest' is not recognized"],
    [
      'New-ReceiveConnector x -Custom -TransportRole Frontend -Bindings 127.0.0.9:25 -RemoteIPRanges 127.0.0.9',
      "'TransportRole': it is not available on an Edge server. Leave it out",
    ],
    [
      'New-ReceiveConnector x -Usage Client -Bindings 127.0.0.9:25 -RemoteIPRanges 127.0.0.9',
      'enumeration values that are not valid',
    ],
  ])('%s is refused', async (command, reason) => {
    const { code, errors } = await shell(command);
    expect([code, errors]).toEqual([1, expect.stringContaining(reason)]);
  });

  it('has only what there is in Get-Command', async () => {
    const { output } = await shell('Get-Command *-*Mailbox*,*-RoleGroup* | Measure-Object | % Count');
    expect(output).toBe('0\n');
  });
});

describe('the admin centre of an Edge', () => {
  const get = (path: string) =>
    fetch(`http://127.0.0.1:${edge.site.port(8080)}${path}`, {
      headers: { Authorization: `Basic ${Buffer.from(`admin:${demoPassword}`).toString('base64')}` },
    });

  it('has pages in the browser, which are told what it is', async () => {
    expect(await (await get('/')).text()).toContain('<div id="root">');
    const session = (await (await get('/api/v1/session')).json()) as { readonly here: unknown };
    expect(session.here).toMatchObject({ server: 'EDGE01', serverRole: 'Edge' });
  });

  it.each(['/queues', '/api', '/metrics', '/health', '/api/v1/send-connectors', '/api/v1/openapi.json'])(
    'has %s',
    async (path) => {
      expect((await get(path)).status).toBe(200);
    },
  );

  it('counts its one service', async () => {
    expect(await (await get('/metrics')).text()).toMatch(
      /mailyard_service_processes\{.*of="edge-transport".*\} 1/,
    );
  });

  it('answers for what it lacks which servers have it', async () => {
    const answer = await get('/api/v1/mailboxes');
    expect([answer.status, await answer.json()]).toEqual([
      404,
      expect.objectContaining({ detail: expect.stringContaining('Mailbox servers alone have it') as string }),
    ]);
  });
});

it('the organization command manages it with --edge', async () => {
  const domain = await organizationCommand(edge, 'domain', 'add', 'contoso.com', '--edge');
  expect(domain).toMatchObject({ code: 0 });
  const mailbox = await organizationCommand(edge, '--edge', 'mailbox', 'list');
  expect(mailbox).toMatchObject({
    code: 1,
    output: expect.stringContaining('Mailbox servers alone have it') as string,
  });
  const plan = await organizationCommand(edge, 'component', 'list', '--edge');
  expect(plan.output).toContain('EdgeTransport');
});
