import { join } from 'node:path';

import { OrganizationCertificates } from '@mailyard/certificates';

import { OperationError } from '../operation.js';
import { TestShell } from '../spec-support/test-shell.js';

const Password = { UserName: '', Password: 'Secret-9' };
let shell: TestShell;
beforeAll(async () => {
  shell = await TestShell.start();
  const pki = join(shell.server.dataDir, 'pki');
  await OrganizationCertificates.ensure(pki, { fqdn: 'mbx01.contoso.com' });
}, 30_000);
afterAll(() => shell.stop());

describe('-WhatIf', () => {
  const tried = async (name: string, parameters: object) =>
    (await shell.run(name, { ...parameters }, { whatIf: true })).verbose;

  it('tells what would be made, and makes nothing', async () => {
    const before = await shell.output('Get-ExchangeCertificate');
    const names = { SubjectName: 'CN=mail.contoso.com', DomainName: ['mail.contoso.com'] };
    expect(await tried('New-ExchangeCertificate', names)).toEqual([
      'New-ExchangeCertificate on CN=mail.contoso.com for mail.contoso.com',
    ]);
    expect(await tried('New-ExchangeCertificate', { ...names, GenerateRequest: true })).toEqual([
      'New-ExchangeCertificate on CN=mail.contoso.com for mail.contoso.com',
    ]);
    const { verbose } = await shell.run('New-ExchangeCertificate', names, { whatIf: true, force: true });
    expect(verbose[0]).toMatch(/, which would be the default SMTP certificate$/);
    expect(await shell.output('Get-ExchangeCertificate')).toEqual(before);
    await expect(tried('New-ExchangeCertificate', { SubjectName: 'mail' })).rejects.toThrow(OperationError);
  });

  it('a certificate that could not be imported is refused, and one that could is not kept', async () => {
    const before = await shell.output('Get-ExchangeCertificate');
    const [made] = await shell.output('New-ExchangeCertificate', {
      PrivateKeyExportable: true,
      Services: [],
    });
    const identity = { Thumbprint: made?.['Thumbprint'] };
    const [file] = await shell.output('Export-ExchangeCertificate', {
      ...identity,
      Password,
    });
    const taken = { FileData: file?.['FileData'], Password };
    await expect(tried('Import-ExchangeCertificate', taken)).rejects.toThrow('is there already');
    await shell.run('Remove-ExchangeCertificate', identity);
    expect((await tried('Import-ExchangeCertificate', taken))[0]).toContain(
      `Import-ExchangeCertificate on ${String(identity.Thumbprint)}: CN=MBX01`,
    );
    expect(await shell.output('Get-ExchangeCertificate')).toEqual(before);
  });
});
