import { enableExchangeCertificate } from '../../certificates/enable-exchange-certificate.js';
import { exportExchangeCertificate } from '../../certificates/export-exchange-certificate.js';
import { getExchangeCertificate } from '../../certificates/get-exchange-certificate.js';
import { removeExchangeCertificate } from '../../certificates/remove-exchange-certificate.js';
import { parameter, type Cmdlet, type CmdletCall } from '../cmdlet.js';
import { bytesValue } from '../values/rich-value.js';
import { certificateObject } from './certificate-object.js';
import { answerOf, secretOf, server, services, servicesOf, thumbprint } from './certificate-parameters.js';
import { importCertificateCmdlet, newCertificateCmdlet } from './made-certificate-cmdlets.js';

const nothing = { typeName: '', columns: [] } as const;
const typeName = 'Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate';

export const certificateCmdlets: readonly Cmdlet[] = [
  {
    name: 'Get-ExchangeCertificate',
    synopsis: 'Shows the certificates of the server, and requests that wait for their answer.',
    parameters: [
      { ...thumbprint, mandatory: false },
      parameter('DomainName', 'Those that bear one of these names.', { multiple: true }),
      server,
    ],
    output: { typeName, columns: ['Thumbprint', 'Services', 'Subject'] },
    confirms: false,
    changes: false,
    examples: [
      {
        command: 'Get-ExchangeCertificate -DomainName mail.contoso.com | Format-List',
        description: 'All that is known of the certificates for a name.',
      },
    ],
    async run({ parameters: { Thumbprint, DomainName, Server }, order }) {
      const views = await order(getExchangeCertificate, {
        thumbprint: Thumbprint ?? undefined,
        domainName: DomainName ?? undefined,
        server: Server ?? undefined,
      });
      return { output: views.map(certificateObject) };
    },
  },
  newCertificateCmdlet,
  importCertificateCmdlet,
  {
    name: 'Export-ExchangeCertificate',
    synopsis: 'Gives a certificate, with a password also its private key, or a pending request.',
    parameters: [
      thumbprint,
      parameter('Password', 'Of the file: then it holds the private key, too.', { type: 'credential' }),
      parameter('BinaryEncoded', 'DER; without it Base64.', { type: 'switch' }),
      parameter('FileName', 'Where the file is written, on the machine of the shell.', { type: 'savePath' }),
      server,
    ],
    output: {
      typeName: 'Microsoft.Exchange.Management.SystemConfigurationTasks.BinaryFileDataObject',
      columns: [],
    },
    confirms: false,
    changes: false,
    examples: [
      {
        command:
          'Export-ExchangeCertificate -Thumbprint 5113ae0233a72fccb75b1d0198628675333d010e -FileName mail.pfx -BinaryEncoded -Password (Read-Host -AsSecureString)',
        description: 'With its key, for another server.',
      },
    ],
    async run({ parameters: { Thumbprint, Password, BinaryEncoded, Server }, order }) {
      const {
        thumbprint: own,
        form,
        fileData,
      } = await order(exportExchangeCertificate, {
        thumbprint: Thumbprint,
        password: secretOf(Password) ?? undefined,
        binaryEncoded: BinaryEncoded === true,
        server: Server ?? undefined,
      });
      const text = Buffer.from(fileData, 'base64').toString();
      const shown = BinaryEncoded === true ? {} : { Base64EncodedData: text };
      const object = { Thumbprint: own, Form: form, ...shown, FileData: bytesValue(fileData), Identity: own };
      return { output: [object] };
    },
  },
  {
    name: 'Enable-ExchangeCertificate',
    synopsis: 'Lets services show a certificate; what it was enabled for before stays.',
    parameters: [
      thumbprint,
      { ...services, mandatory: true },
      parameter('DoNotRequireSsl', 'Taken as in Exchange: nothing changes whether pages need TLS.', {
        type: 'switch',
      }),
      parameter('NetworkServiceAllowed', 'Taken as in Exchange: all services may read its key.', {
        type: 'switch',
      }),
      server,
    ],
    output: nothing,
    confirms: false,
    changes: true,
    examples: [
      {
        command:
          'Enable-ExchangeCertificate -Thumbprint 5113ae0233a72fccb75b1d0198628675333d010e -Services SMTP,IIS',
        description: 'For STARTTLS and for the web pages.',
      },
    ],
    run: enabled,
  },
  {
    name: 'Remove-ExchangeCertificate',
    synopsis: 'Removes a certificate that no connector needs, or a pending request.',
    parameters: [thumbprint, server],
    output: nothing,
    confirms: true,
    changes: true,
    examples: [],
    async run({ parameters: { Thumbprint, Server }, whatIf, order }) {
      const { thumbprint: own } = await order(removeExchangeCertificate, {
        thumbprint: Thumbprint,
        server: Server ?? undefined,
        validateOnly: whatIf,
      });
      return { verbose: [`remove certificate ${own}`] };
    },
  },
];

async function enabled({ parameters, whatIf, force, declined, order }: CmdletCall) {
  const { Thumbprint, Services, Server } = parameters;
  const said = servicesOf(Services);
  const { certificate, warnings } = await order(enableExchangeCertificate, {
    thumbprint: Thumbprint,
    services: said.services,
    replaceDefault: answerOf({ force, declined }),
    server: Server ?? undefined,
    validateOnly: whatIf,
  });
  const { thumbprint: own, services: all } = certificate;
  return { warnings: [...said.warnings, ...warnings], verbose: [`${own} is enabled for ${all.join(', ')}`] };
}
