import type { z } from 'zod';

import type { exchangeCertificate } from '../../certificates/certificate-schema.js';
import { importExchangeCertificate } from '../../certificates/import-exchange-certificate.js';
import { newExchangeCertificate } from '../../certificates/new-exchange-certificate.js';
import { ParameterError } from '../binding/parameter-error.js';
import { parameter, type Cmdlet, type CmdletCall, type CmdletOutcome } from '../cmdlet.js';
import { triedOn } from '../cmdlet-lists.js';
import { bytesValue } from '../values/rich-value.js';
import { certificateObject } from './certificate-object.js';
import { answerOf, secretOf, server, services, servicesOf } from './certificate-parameters.js';

const output = {
  typeName: 'Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate',
  columns: ['Thumbprint', 'Services', 'Subject'],
};
const friendlyName = parameter('FriendlyName', 'Up to 64 characters.');
const exportable = parameter('PrivateKeyExportable', 'Whether Export- gives its key.', {
  type: 'boolean',
  default: '$false',
});
const flag = (name: string, description: string) => parameter(name, description, { type: 'switch' });

export const newCertificateCmdlet: Cmdlet = {
  name: 'New-ExchangeCertificate',
  synopsis: 'Makes a certificate that signs itself, or a request for an authority.',
  parameters: [
    parameter('SubjectName', 'C=US, O=Contoso, CN=mail.contoso.com; default: CN=server.'),
    parameter('DomainName', 'Names that it bears.', { multiple: true }),
    flag('IncludeAcceptedDomains', 'All accepted domains as well.'),
    flag('IncludeServerFQDN', 'The FQDN of the server as well.'),
    flag('IncludeServerNetBIOSName', 'The name of the server as well.'),
    parameter('KeyAlgorithm', 'As New-SelfSignedCertificate of Windows calls them.', {
      type: 'enum',
      values: ['RSA', 'ECDSA_nistP256', 'ECDSA_nistP384'],
      default: 'RSA',
    }),
    parameter('KeySize', 'Of RSA: 2048, 3072 or 4096 bits.', { type: 'integer', default: '2048' }),
    friendlyName,
    exportable,
    { ...services, default: 'SMTP' },
    flag('GenerateRequest', 'A request (PKCS #10) for an authority instead.'),
    flag('BinaryEncoded', 'Of a request: DER; without it Base64.'),
    parameter('RequestFile', 'Where the request is written, on the machine of the shell.', {
      type: 'savePath',
    }),
    parameter('Instance', 'A certificate whose names the new one gets.', { pipeline: 'value' }),
    server,
  ],
  output,
  confirms: false,
  changes: true,
  examples: [
    {
      command:
        'New-ExchangeCertificate -GenerateRequest -SubjectName "C=US, O=Contoso, CN=mail.contoso.com" -DomainName mail.contoso.com -RequestFile mail.req',
      description: 'A request; its answer is for Import-ExchangeCertificate.',
    },
    {
      command: 'New-ExchangeCertificate',
      description: 'One that signs itself, for name and FQDN of the server.',
    },
  ],
  run: made,
};

async function made({
  parameters: said,
  whatIf,
  force,
  declined,
  order,
}: CmdletCall): Promise<CmdletOutcome> {
  const isRequest = said['GenerateRequest'] === true;
  checkRequestOnly(said, isRequest);
  const { services: enabled, warnings } = servicesOf(said['Services']);
  const view = await order(newExchangeCertificate, {
    ...inputOf(said),
    ...(said['Services'] !== undefined && { services: enabled }),
    replaceDefault: answerOf({ force, declined }),
    validateOnly: whatIf,
  });
  if (whatIf) return triedOn('New-ExchangeCertificate', [toBe(view)]);
  const object = certificateObject(view);
  const { certificateRequest: request } = view;
  if (request === undefined) return { output: [object], warnings };
  const isBinary = said['BinaryEncoded'] === true;
  const text = isBinary ? {} : { Base64EncodedData: request };
  return { output: [{ ...object, ...text, FileData: requestData(request, isBinary) }], warnings };
}

type Made = Pick<z.output<typeof exchangeCertificate>, 'subject' | 'certificateDomains' | 'isDefault'>;

function toBe({ subject, certificateDomains: names, isDefault }: Made): string {
  const bears = names.length === 0 ? '' : ` for ${names.join(', ')}`;
  return `${subject}${bears}${isDefault ? ', which would be the default SMTP certificate' : ''}`;
}

const inputs: Readonly<Record<string, string>> = {
  SubjectName: 'subjectName',
  DomainName: 'domainName',
  IncludeAcceptedDomains: 'includeAcceptedDomains',
  IncludeServerFQDN: 'includeServerFqdn',
  IncludeServerNetBIOSName: 'includeServerNetBiosName',
  KeyAlgorithm: 'keyAlgorithm',
  KeySize: 'keySize',
  FriendlyName: 'friendlyName',
  PrivateKeyExportable: 'privateKeyExportable',
  GenerateRequest: 'generateRequest',
  Instance: 'renews',
  Server: 'server',
};

function inputOf(said: CmdletCall['parameters']): Readonly<Record<string, unknown>> {
  const given = Object.entries(inputs).map(([name, input]) => [input, said[name]] as const);
  return Object.fromEntries(given.filter(([, value]) => (value ?? null) !== null));
}

function requestData(pem: string, isBinary: boolean) {
  const base64 = pem.replaceAll(/-----[A-Z ]+-----|\s/g, '');
  return bytesValue(isBinary ? base64 : Buffer.from(pem).toString('base64'));
}

function checkRequestOnly(said: CmdletCall['parameters'], isRequest: boolean): void {
  const misplaced = ['BinaryEncoded', 'RequestFile'].find((name) => (said[name] ?? false) !== false);
  if (misplaced !== undefined && !isRequest) {
    throw new ParameterError(misplaced, 'is for requests', { cure: 'Add -GenerateRequest.' });
  }
  if (isRequest && said['Services'] !== undefined) {
    throw new ParameterError('Services', 'a request has none', {
      cure: 'Enable-ExchangeCertificate, once the answer is imported.',
    });
  }
}

export const importCertificateCmdlet: Cmdlet = {
  name: 'Import-ExchangeCertificate',
  synopsis: 'Takes a certificate with its key, or the answer of an authority to a pending request.',
  parameters: [
    parameter('FileData', 'The octets of the file, or its text.', { type: 'bytes' }),
    parameter('FileName', 'The file, on the machine of the shell: PKCS #12, PKCS #7, X.509 or PEM.', {
      type: 'file',
    }),
    parameter('Password', 'Of the file.', { type: 'credential' }),
    friendlyName,
    exportable,
    server,
  ],
  parameterSets: [['FileData'], ['FileName']],
  output,
  confirms: false,
  changes: true,
  examples: [
    {
      command: 'Import-ExchangeCertificate -FileName mail.pfx -Password (Read-Host -AsSecureString)',
      description: 'From another server; Enable-ExchangeCertificate lets services show it.',
    },
  ],
  async run({ parameters: said, whatIf, order }) {
    const fileData = said['FileData'] ?? said['FileName'];
    if (typeof fileData !== 'string') {
      throw new ParameterError('FileName', 'Import-ExchangeCertificate needs it', { cure: 'Or FileData.' });
    }
    const view = await order(importExchangeCertificate, {
      fileData,
      password: secretOf(said['Password']) ?? undefined,
      friendlyName: said['FriendlyName'] ?? undefined,
      privateKeyExportable: said['PrivateKeyExportable'] === true,
      server: said['Server'] ?? undefined,
      validateOnly: whatIf,
    });
    if (whatIf) return triedOn('Import-ExchangeCertificate', [`${view.thumbprint}: ${toBe(view)}`]);
    const warnings = ['no service shows it yet: Enable-ExchangeCertificate'];
    return { output: [certificateObject(view)], warnings };
  },
};
