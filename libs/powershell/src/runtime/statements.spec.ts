import { getConnector, setConnector } from '../spec-support/connector-commands.js';
import { TestShell } from '../spec-support/test-shell.js';
import { gathered } from '../values/gathered.js';
import { textOf } from '../values/text.js';

async function texts(script: string): Promise<string> {
  const shell = new TestShell([getConnector, setConnector]);
  const values = await shell.values(script);
  return [...values.map(textOf), ...shell.errors.map((message) => `error: ${message}`)].join(' | ');
}

describe('loops', () => {
  it.each([
    ['$i = 0; while ($i -lt 3) { $i; $i++ }', '0 | 1 | 2'],
    ['$i = 5; do { $i; $i-- } while ($i -gt 3)', '5 | 4'],
    ['$i = 0; do { $i; $i += 2 } until ($i -ge 4)', '0 | 2'],
    ['for ($i = 0; $i -lt 3; $i++) { $i }', '0 | 1 | 2'],
    ['for (;;) { if ($n -ge 2) { break }; $n++; $n }', '1 | 2'],
    ['foreach ($i in 1..5) { if ($i -eq 2) { continue }; if ($i -eq 4) { break }; $i }', '1 | 3'],
    [
      ':outer foreach ($i in 1..3) { foreach ($j in 1..3) { if ($j -eq 2) { continue outer }; "$i$j" } }',
      '11 | 21 | 31',
    ],
    [':outer while ($true) { while ($true) { break outer } }; "after"', 'after'],
    ['1..3 | ForEach-Object { if ($_ -eq 2) { return }; $_ }', '1 | 3'],
    ['$r = for ($i = 0; $i -lt 2; $i++) { $i * 10 }; $r -join ","', '0,10'],
    ['$i = 1; $i++; ++$i; $i; ($i++); (--$i)', '3 | 3 | 3'],
    ['while (1 / 0) { 1 }; "next"', 'next | error: Attempted to divide by zero.'],
  ])('%s', async (script, expected) => expect(await texts(script)).toBe(expected));

  it('Ctrl-C ends one without end, even an empty one', async () => {
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    await expect(gathered(new TestShell().shell.run('while ($true) { }', stop.signal))).rejects.toThrow(
      /abort/i,
    );
  });
});

describe('switch', () => {
  it.each([
    ['switch (2) { 1 { "one" } 2 { "two" } default { "other" } }', 'two'],
    ['switch ("B") { a { 1 } b { 2 } "B" { 3 } }', '2 | 3'],
    ['switch ("b") { b { 2; break } default { 1 } b { 3 } }', '2'],
    ['switch (9) { 1 { 1 } default { "other $_" } }', 'other 9'],
    ['switch (1..3) { 2 { "x$_" } { $_ -gt 1 } { "y$_" } }', 'x2 | y2 | y3'],
    ['switch -Wildcard ("smtp relay") { "smtp*" { "fits" } }', 'fits'],
    ['switch -Regex ("EX01") { "^ex(\\d+)$" { "fits" } }', 'fits'],
    ['switch -CaseSensitive ("A") { "a" { 1 } "A" { 2 } }', '2'],
    ['switch ($null) { default { "nothing" } }', 'nothing'],
  ])('%s', async (script, expected) => expect(await texts(script)).toBe(expected));
});

describe('try, catch, finally, throw', () => {
  const missing = "The object 'x' couldn't be found.";
  it.each([
    ['try { 1 / 0 } catch { "caught $_" }; "next"', 'caught Attempted to divide by zero. | next'],
    ['try { "a"; throw "no"; "never" } catch { $_.Exception.Message } finally { "last" }', 'a | no | last'],
    ['try { Get-ReceiveConnector x -ErrorAction Stop; "never" } catch { "$_" }', missing],
    [
      'try { Get-ReceiveConnector x; "goes on" } catch { "never" }',
      `goes on | error: Get-ReceiveConnector: ${missing}`,
    ],
    [
      'try { Get-Nope } catch [System.Management.Automation.CommandNotFoundException] { "unknown" } catch { "other" }',
      'unknown',
    ],
    ['try { throw "x" } catch [ParameterBindingException] { 1 } catch { 2 }', '2'],
    ['try { throw "x" } finally { "last" }; "never"', 'last | error: x'],
    ['try { try { throw "in" } catch { throw } } catch { "out $_" }', 'out in'],
    ['try { throw "x" } catch { throw "y" }', 'error: y'],
    [
      'function f { throw "deep" }; try { f; "never" } catch { $_.Exception.Message; $Error.Count }',
      'deep | 1',
    ],
    ['try { 1 | ForEach-Object { 1 / 0 } } catch { "caught" }', 'caught'],
    ['throw "ends"; "never"', 'error: ends'],
    ['throw', 'error: ScriptHalted'],
    ['throw [System.Exception]::new("made")', 'error: made'],
    [
      '$ErrorActionPreference = "Stop"; try { Get-ReceiveConnector x } catch { "caught" }; "next"',
      'caught | next',
    ],
    [
      'foreach ($i in 1..3) { try { if ($i -eq 2) { continue }; $i } finally { "f$i" } }',
      '1 | f1 | f2 | 3 | f3',
    ],
    ['try { 1 / 0 } catch { }; $Error.Count; $Error.Clear(); $Error.Count', '1 | 0'],
  ])('%s', async (script, expected) => expect(await texts(script)).toBe(expected));

  it('finally runs after Ctrl-C: what was suspended is resumed', async () => {
    const shell = new TestShell();
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 20);
    const script = 'try { while ($true) { } } finally { Write-Host "resumed" }';
    await expect(gathered(shell.shell.run(script, stop.signal))).rejects.toThrow(/abort/i);
    expect(shell.said).toEqual(['resumed']);
  });
});

describe('functions', () => {
  it.each([
    ['function f { "called" }; f', 'called'],
    ['function Add-Two($a, $b = 2) { $a + $b }; Add-Two 1; Add-Two 1 5; Add-Two -b 1 -a 1', '3 | 6 | 2'],
    [
      'function f { param([string]$Name, [switch]$Loud) if ($Loud) { $Name.ToUpper() } else { $Name } }; f x; f x -Loud',
      'x | X',
    ],
    ['function f { return 1; 2 }; f', '1'],
    ['function f { $args.Count; $args[1] }; f a b', '2 | b'],
    ['$x = 1; function f { $x = 2; $script:y = 3; $x }; f; $x; $y', '2 | 1 | 3'],
    ['function f([int]$n) { $n + 1 }; f "41"', '42'],
    [
      'function f([int]$n) { $n }; f x',
      `error: f: Cannot process argument transformation on parameter 'n'. Cannot convert value "x" to type "System.Int32".`,
    ],
    [
      'function f { param([Parameter(Mandatory=$true)][string]$Name) $Name }; f',
      'error: f: Cannot process command because of one or more missing mandatory parameters: Name.',
    ],
    [
      'function f { [CmdletBinding()] param([ValidateSet("Tls","None")]$Mode) $Mode }; f tl; f x',
      `Tls | error: f: Cannot bind parameter 'Mode'. Cannot convert value "x" to the type of the parameter due to enumeration values that are not valid. Specify one of the following enumeration values and try again. The possible enumeration values are "Tls,None".`,
    ],
    [
      'function f { param([ValidateRange(1, 5)][int]$n) $n }; f 9',
      `error: f: Cannot validate argument on parameter 'n'. The argument has to be from 1 to 5.`,
    ],
    ['function f { param([Nope()]$n) $n }', 'error: The attribute [Nope] is not known here. Leave it out.'],
    [
      'function f { param([Parameter(ValueFromPipeline)]$i) begin { "b" } process { "p$i" } end { "e" } }; 1,2 | f',
      'b | p1 | p2 | e',
    ],
    ['filter Odd { if ($_ % 2) { $_ } }; 1..4 | Odd', '1 | 3'],
    ['function f { $input.Count }; 1..4 | f', '4'],
    ['& { param($a) "got $a" } 5', 'got 5'],
    [
      'function f { $PSBoundParameters.Keys }; function g($a, $b) { $PSBoundParameters.Keys -join "," }; g -b 1',
      'b',
    ],
    ['function f { f }; f', 'error: f: The script failed due to call depth overflow.'],
    [
      'function f { [CmdletBinding(SupportsShouldProcess)] param() $WhatIfPreference }; f -WhatIf; f',
      'True | False',
    ],
    ['param([string]$Server = "MBX01") "on $Server"', 'on MBX01'],
  ])('%s', async (script, expected) => expect(await texts(script)).toBe(expected));

  it('a script file is a command', async () => {
    const shell = new TestShell();
    shell.files.set('.\\add.ps1', 'param($a, $b)\n$a + $b');
    expect(await shell.values('.\\add.ps1 1 -b 2')).toEqual([3]);
  });
});

describe('assignments', () => {
  it.each([
    ['$a, $b = 1, 2; "$b$a"', '21'],
    ['$first, $rest = 1..3; $first; $rest.Count', '1 | 2'],
    ['[int]$x = "5"; $x + 1', '6'],
    ['[string[]]$x = 1,2; $x -join "-"', '1-2'],
    ['$a = $b = 3; $a + $b', '6'],
    ['$a = 1,2,3; $a[-1] = 9; $a -join ","', '1,2,9'],
  ])('%s', async (script, expected) => expect(await texts(script)).toBe(expected));
});

describe('actions of errors, warnings and informations', () => {
  const missing = "The object 'x' couldn't be found.";
  it.each([
    ['Write-Warning w -WarningAction SilentlyContinue -WarningVariable v; $v', 'w'],
    ['Write-Warning w -WarningAction Stop; "never"', 'error: w'],
    ['Write-Information i; "next"', 'next'],
    ['Write-Information i -InformationVariable v; $v', 'i'],
    ['Write-Host h 6>$null; "next"', 'next'],
    ['Write-Host h -InformationVariable v; $v', 'h'],
    [
      'Get-ReceiveConnector x -ErrorAction Inquire; "never"',
      `error: Get-ReceiveConnector: ${missing} | error: There is nobody who can be asked whether to go on: name another action than Inquire.`,
    ],
  ])('%s', async (script, expected) => expect(await texts(script)).toBe(expected));

  it('Inquire asks whether to go on', async () => {
    const shell = new TestShell([getConnector]);
    shell.answers.push('yes', 'no');
    const script = 'Get-ReceiveConnector x -ea Inquire; "on"; Get-ReceiveConnector x -ea Inquire; "never"';
    expect(await shell.values(script)).toEqual(['on']);
    expect(shell.questions).toHaveLength(2);
  });

  it('-InformationAction Continue shows an information, Ignore silences Write-Host', async () => {
    const shell = new TestShell();
    await shell.values(
      'Write-Information i -InformationAction Continue; Write-Host h -InformationAction Ignore',
    );
    expect(shell.said).toEqual(['i']);
  });
});

it('an error knows its place in the script', async () => {
  const shell = new TestShell([getConnector]);
  const script =
    '$a = 1\n  Get-ReceiveConnector x -ea SilentlyContinue\n$Error[0].InvocationInfo.PositionMessage';
  expect(await shell.values(script)).toEqual([
    'At line:2 char:3\n+   Get-ReceiveConnector x -ea SilentlyContinue\n+   ~~~~~~~~~~~~~~~~~~~~',
  ]);
});
