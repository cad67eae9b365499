import { testSmtpConnectivity } from '../../connectivity/test-smtp-connectivity.js';
import { identityParameter, type Cmdlet } from '../cmdlet.js';

export const smtpConnectivityCmdlet: Cmdlet = {
  name: 'Test-SmtpConnectivity',
  synopsis: 'Tries every binding of every Receive connector of a server.',
  parameters: [
    identityParameter('TransportService', { description: 'Name of a server; default: this one.' }),
  ],
  output: {
    typeName: 'Microsoft.Exchange.Monitoring.SmtpConnectivityStatus',
    columns: ['Server', 'ReceiveConnector', 'Binding', 'EndPoint', 'StatusCode', 'Details'],
  },
  confirms: false,
  changes: false,
  examples: [{ command: 'Get-TransportService | Test-SmtpConnectivity', description: 'Of all servers.' }],
  async run({ parameters: { Identity }, order }) {
    const results = await order(testSmtpConnectivity, { server: Identity ?? undefined });
    return {
      output: results.map((each) => ({
        Server: each.server,
        ReceiveConnector: each.receiveConnector,
        Binding: each.binding,
        EndPoint: each.endPoint ?? null,
        StatusCode: each.statusCode,
        Details: each.details,
      })),
    };
  },
};
