import { TestShell } from '../spec-support/test-shell.js';

const users = `$users = [pscustomobject]@{ Name = "Alice"; Mail = "alice@contoso.com"; Size = 3 }, [pscustomobject]@{ Name = "Bob"; Mail = "bob@contoso.com"; Size = 12 }`;

async function shown(script: string, width = 60): Promise<string> {
  const shell = new TestShell([], width);
  const text = await shell.shown(`${users}; ${script}`);
  return [text, ...shell.errors].filter((part) => part !== '').join('\n');
}

const exactly = (text: string) => new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);

describe('tables and lists', () => {
  it('Format-Table has names, dashes and rows; numbers stand at the right', async () => {
    expect(await shown('$users | ft')).toBe(`
Name  Mail              Size
----  ----              ----
Alice alice@contoso.com    3
Bob   bob@contoso.com     12`);
  });

  it('narrows the widest columns until the table fits', async () => {
    expect(await shown('$users | ft', 18)).toBe(`
Name  Mail    Size
----  ----    ----
Alice alice@…    3
Bob   bob@co…   12`);
  });

  it('calculates columns', async () => {
    expect(await shown(`$users | ft Name,@{n='KB';e={$_.Size * 2};FormatString='N1'} -HideTableHeaders`))
      .toBe(`
Alice 6.0
Bob   24.0`);
  });

  it('Format-List pads names and knows wildcards and unknown names', async () => {
    expect(await shown('$users[0] | fl N*,Nope,size')).toBe(`
Name : Alice
Nope :
Size : 3`);
  });

  it('shows lists in braces', async () => {
    expect(await shown('[pscustomobject]@{ Bindings = "0.0.0.0:25","[::]:25"; Empty = @() } | fl')).toBe(`
Bindings : {0.0.0.0:25, [::]:25}
Empty    : {}`);
  });

  it('shows few properties as a table and many as a list', async () => {
    expect(await shown('[pscustomobject]@{ A = 1; B = 2 }')).toContain('- -');
    expect(await shown('[pscustomobject]@{ A = 1; B = 2; C = 3; D = 4; E = 5 }')).toContain('A : 1');
  });

  it('text of others does not steer the terminal', async () => {
    expect(await shown('[pscustomobject]@{ Subject = "x`e[2Jy" }')).toContain('x␛[2Jy');
  });

  it('groups', async () => {
    expect(await shown('$users | ft Name -GroupBy Mail')).toContain(
      '   Mail: alice@contoso.com\n\nName\n----\nAlice',
    );
  });
});

describe('everyday commands', () => {
  it.each([
    ['$users | select -Skip 1 | % Name', 'Bob'],
    ['1..10 | select -Last 2', '9\n10'],
    ['3,1,2 | sort', '1\n2\n3'],
    ['"b","A","a" | sort -Unique', 'A\nb'],
    ['"x","y","x" | select -Unique', 'x\ny'],
    [
      '$users | select * -ExcludeProperty Mail | ConvertTo-Json -Compress',
      '[{"Name":"Alice","Size":3},{"Name":"Bob","Size":12}]',
    ],
    ['$users | select -ExpandProperty Nope', 'Select-Object: Property "Nope" cannot be found.'],
    [
      '$users | ConvertTo-Csv',
      '"Name","Mail","Size"\n"Alice","alice@contoso.com","3"\n"Bob","bob@contoso.com","12"',
    ],
    [`[pscustomobject]@{ a = 'x"y'; b = 1,2 } | ConvertTo-Csv`, '"a","b"\n"x""y","1;2"'],
    [`'{"a":{"b":[1,2]}}' | ConvertFrom-Json | % { $_.a.b[1] }`, '2'],
    [`'a;b','1;"2;3"' | ConvertFrom-Csv -Delimiter ';' | % { $_.b }`, '2;3'],
    [`'nope' | ConvertFrom-Json`, /Conversion from JSON failed/],
    ['$users | Measure-Object Size -Average -Maximum | % { "$($_.Average) $($_.Maximum)" }', '7.5 12'],
    ['"a b","c" | measure -Word | % Words', '3'],
    ['Get-Date -Format "yyyy-MM-dd HH:mm"', '2026-11-29 19:40'],
    ['(New-TimeSpan "2026-01-01" "2026-01-03").TotalHours', '48'],
    ['$users | gm | % Name', 'Mail\nName\nSize'],
    ['gcm *-Csv | % Name', 'ConvertFrom-Csv\nConvertTo-Csv\nExport-Csv\nImport-Csv'],
    ['Get-Command Get-Nope', /The term 'Get-Nope' is not recognized/],
    ['Get-Help select -Parameter First', /-First <Int32>/],
    ['1,2 | Out-Null', ''],
    ['"a" | Out-String', 'a'],
    ['(Get-Credential).Password', 'System.Security.SecureString'],
    ['ConvertTo-SecureString "x" -AsPlainText -Force', 'System.Security.SecureString'],
    ['Read-Host "Name"', 'typed'],
    ['Read-Host "Password" -AsSecureString', 'System.Security.SecureString'],
    [
      '(New-Object System.Management.Automation.PSCredential("app", (Read-Host p -AsSecureString))).UserName',
      'app',
    ],
    ['(New-Object PSObject -Property @{ a = 1 }).a', '1'],
    ['Get-Credential | ConvertTo-Json', /^(?!.*not shown)/],
    ['& { "x" } | % { "$_!" }', 'x!'],
    ['1..3 | % { "<" } { $_ } { ">" }', '<\n1\n2\n3\n>'],
    ['"a b" | % Split " "', 'a\nb'],
  ])('%s', async (script, expected) => {
    expect(await shown(script)).toMatch(typeof expected === 'string' ? exactly(expected) : expected);
  });
});

describe('files', () => {
  it.each([
    [
      '$users | Export-Csv a.csv -NoTypeInformation; Import-Csv a.csv | % Mail',
      'alice@contoso.com\nbob@contoso.com',
    ],
    ['$users | Export-Clixml a.xml; Import-Clixml a.xml | % Size', '3\n12'],
    ['"a","b" > a.txt; "c" >> a.txt; Get-Content a.txt -Tail 2', 'b\nc'],
    ['Set-Content a.txt "x","y"; gc a.txt | select -First 1', 'x'],
    ['"x" | Out-File a.txt; Add-Content a.txt "y"; (gc a.txt).Count', '2'],
    ['"x" | Set-Content a.txt -WhatIf; "done"', 'done'],
  ])('%s', async (script, expected) => {
    expect(await shown(script)).toBe(expected);
  });

  it('-WhatIf writes nothing', async () => {
    const shell = new TestShell();
    await shell.values('"x" | Set-Content a.txt -WhatIf');
    expect(shell.files.size).toBe(0);
    expect(shell.said).toEqual(['What if: Performing the operation "Set-Content" on target "a.txt".']);
  });

  it('redirection to $null takes output and errors', async () => {
    expect(await shown('"x" > $null; Get-Nope *> $null; "end"')).toBe('end');
  });
});

it('Write-Host, Write-Warning and Write-Verbose are no output', async () => {
  const shell = new TestShell();
  const values = await shell.values(
    'Write-Host a b; Write-Warning w; Write-Verbose v; Write-Verbose v2 -Verbose; Write-Error e',
  );
  expect(values).toEqual([]);
  expect(shell.said).toEqual(['a b']);
  expect(shell.notes).toEqual(['warning: w', 'verbose: v2']);
  expect(shell.errors).toEqual(['Write-Error: e']);
});
