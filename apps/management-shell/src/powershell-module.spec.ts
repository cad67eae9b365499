import { readFile } from 'node:fs/promises';

import { parse } from '@mailyard/powershell';

/** No PowerShell is there where this is tested: the grammar of the shell reads the module. */
describe('the PowerShell module is PowerShell', () => {
  it.each(['Connection.ps1', 'Mailyard.psm1', 'Mailyard.psd1'])('%s', async (name) => {
    const file = new URL(`../../../deploy/powershell/${name}`, import.meta.url);
    const text = (await readFile(file, 'utf8')).replace(/^\ufeff/, '');
    expect(parse(text).statements.length).toBeGreaterThan(0);
  });

  it('has a function for every cmdlet that it exports, with help', async () => {
    const read = (name: string) =>
      readFile(new URL(`../../../deploy/powershell/${name}`, import.meta.url), 'utf8');
    const functions = parse((await read('Mailyard.psm1')).replace(/^\ufeff/, '')).statements.flatMap((one) =>
      one.kind === 'function' ? [one] : [],
    );
    const exported = [...(await read('Mailyard.psd1')).matchAll(/^ {4}'([\w-]+)',?$/gm)].map(
      ([, name]) => name,
    );
    const connections = ['Connect-Mailyard', 'Disconnect-Mailyard'];
    expect([...connections, ...functions.map(({ name }) => name)]).toEqual(exported);
    expect(functions.filter(({ body }) => !body.text.includes('.SYNOPSIS'))).toEqual([]);
    expect(
      functions.find(({ name }) => name === 'New-ReceiveConnector')?.body.parameters?.parameters.length,
    ).toBeGreaterThan(30);
  });
});
