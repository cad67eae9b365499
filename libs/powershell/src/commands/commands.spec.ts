import { parse } from '../syntax/parse.js';
import { everydayCommands } from './index.js';
import { TestShell } from '../spec-support/test-shell.js';

const users = `$users = [pscustomobject]@{ Name = "Alice"; Mail = "alice@contoso.com"; Size = 3 }, [pscustomobject]@{ Name = "Bob"; Mail = "bob@contoso.com"; Size = 12 }`;

async function shown(script: string, width = 60): Promise<string> {
  const shell = new TestShell([], width);
  const text = await shell.shown(`${users}; ${script}`);
  return [text, ...shell.errors].filter((part) => part !== '').join('\n');
}

const exactly = (text: string) => new RegExp(`^${text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')}$`);

describe('texts that are objects in Exchange have the properties of those', () => {
  it.each([
    ['("0.0.0.0:25","[::]:587").Port -join ","', '25,587'],
    ['"[::]:25".Address; "[::]:25".AddressFamily', '::\nInterNetworkV6'],
    [
      '("10.0.0.1","10.0.0.1-10.0.0.9","10.1.0.0/16").Expression -join ","',
      '10.0.0.1,10.0.0.1-10.0.0.9,10.1.0.0/16',
    ],
    ['("10.0.0.1","10.0.0.1-10.0.0.9").UpperBound -join ","; "::1-::9".LowerBound', '10.0.0.1,10.0.0.9\n::1'],
    ['("10.0.0.1","::1-::9","10.1.0.0/16").RangeFormat -join ","', 'SingleAddress,LoHi,CIDR'],
    ['"SMTP:*.contoso.com;5".Domain; "SMTP:*.contoso.com;5".Cost', '*.contoso.com\n5'],
    [
      '"SMTP:a@b.de","smtp:c@b.de" | where { $_.PrefixString -ceq "smtp" } | foreach { $_.SmtpAddress }',
      'c@b.de',
    ],
    ['"SMTP:a@b.de","smtp:c@b.de" | where IsPrimaryAddress | foreach AddressString', 'a@b.de'],
    ['"alice@contoso.com".Local + " " + "alice@contoso.com".Domain', 'alice contoso.com'],
    ['"*.contoso.com".Domain; "*.contoso.com".IncludeSubdomains', 'contoso.com\nTrue'],
    ['"10.0.0.1","10.0.0.2" | Select-Object -ExpandProperty Expression', '10.0.0.1\n10.0.0.2'],
    ['$null -eq "Relay".Port; $null -eq "any text.".Domain; "a@b.de".Length', 'True\nTrue\n6'],
  ])('%s', async (script, expected) => expect(await shown(script)).toBe(expected));
});

describe('Get-Help', () => {
  const named = everydayCommands.map((command) => [command.name, command] as const);

  it.each(named)('has a synopsis and examples of %s, which are read and name it', (name, command) => {
    const { synopsis, examples = [], aliases = [] } = command;
    expect(synopsis).toMatch(/\.$/);
    expect(examples.length).toBeGreaterThan(0);
    for (const { command: typed } of examples) {
      expect(() => parse(typed)).not.toThrow();
      const names = [name, ...aliases].filter((each) => typed.toLowerCase().includes(each.toLowerCase()));
      expect([typed, names]).not.toEqual([typed, []]);
    }
  });
});

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

describe('commands of scripts', () => {
  it.each([
    ["'a b','c' | Select-String ' '", '\nLine\n----\na b'],
    ["('550 5.7.1 no','250 ok' | Select-String '^550').Line", '550 5.7.1 no'],
    ["'a','b' | sls A -CaseSensitive -Quiet", 'False'],
    ["'a' | Tee-Object -Variable kept; $kept", 'a\na'],
    [
      "Join-Path 'C:\\logs' 'x.txt'; Split-Path 'C:\\logs\\x.txt' -Leaf; Split-Path /a/b",
      'C:\\logs\\x.txt\nx.txt\n/a',
    ],
    [
      'Compare-Object 1,2,3 2,4',
      '\nInputObject SideIndicator\n----------- -------------\n          4 =>\n          1 <=\n          3 <=',
    ],
    ['Compare-Object 1,2 2,3 -ExcludeDifferent -PassThru', '2'],
    [
      '$o = New-Object PSObject; $o | Add-Member NoteProperty A 1; $o | Add-Member -Name A -Value 2 -MemberType NoteProperty -Force; $o.A',
      '2',
    ],
    [
      "[pscustomobject]@{ A = '<b>' } | ConvertTo-Html -Fragment",
      '<table>\n<tr><th>A</th></tr>\n<tr><td>&lt;b&gt;</td></tr>\n</table>',
    ],
    ['Set-Variable x 5; $x', '5'],
    ['1 | where { $_ } | where -Property Length -IGE 1', '1'],
    ["'b','A' | where Length -CEQ 1 | where { $_ -ceq 'A' }", 'A'],
    [
      '$l = New-Object System.Collections.ArrayList; [void]$l.Add(3); $l.AddRange((1,2)); $l.Sort(); $l -join ","; $l.Count',
      '1,2,3\n3',
    ],
    [
      '$l = [System.Collections.Generic.List[string]]::new(); $l.Add("x") | Out-Null; $l.Remove("x"); $l.Count',
      '0',
    ],
    [
      '"a,,b".Split(",", [StringSplitOptions]::RemoveEmptyEntries) -join "|"; "a.b.c".Split(".", 2) -join "|"',
      'a|b\na|b.c',
    ],
    [
      '[IO.File]::WriteAllBytes("r.req", [System.Text.Encoding]::Unicode.GetBytes("äb")); ([System.IO.File]::ReadAllBytes("r.req")) -join ","; [IO.File]::Exists("nope")',
      '228,0,98,0\nFalse',
    ],
    [
      '[Text.Encoding]::UTF8.GetString([Convert]::FromBase64String("w6Ri")); [Convert]::ToBase64String((1,2,255))',
      'äb\nAQL/',
    ],
    [
      '[IO.File]::WriteAllBytes("x", "text")',
      'Exception calling "WriteAllBytes": the value is no array of bytes.',
    ],
    ['[regex]::Match("EX01", "\\d+").Value; [string]::Format("{0}-{1}", 1, 2)', '01\n1-2'],
    [
      '[int]"99999999999"',
      'Cannot convert value "99999999999" to type "System.Int32". Error: "Value was either too large or too small for an Int32."',
    ],
    ['[xml]"<a/>"', 'Unable to find type [xml].'],
    ['[char]65; [byte]"7"', 'A\n7'],
  ])('%s', async (script, expected) => expect(await shown(script)).toBe(expected));

  it('Test-Path knows whether a file is there', async () => {
    const shell = new TestShell();
    shell.files.set('ranges.txt', '10.0.0.1\n');
    expect(await shell.values('Test-Path ranges.txt; Test-Path nope.txt')).toEqual([true, false]);
  });

  it('Start-Sleep waits, and no longer than a day', async () => {
    const shell = new TestShell();
    await shell.values(
      'Start-Sleep 2; Start-Sleep -Milliseconds 5; Start-Sleep -Seconds 0.5; Start-Sleep 1e9',
    );
    expect(shell.waited).toEqual([2000, 5, 500]);
    expect(shell.errors).toHaveLength(1);
  });
});
