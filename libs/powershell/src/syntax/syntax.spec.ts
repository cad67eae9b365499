import { ParseError } from './parse-error.js';
import { commandInProgress, parse } from './parse.js';

function refusal(text: string): ParseError {
  try {
    parse(text);
  } catch (error) {
    if (error instanceof ParseError) return error;
    throw error;
  }
  throw new Error(`read: ${text}`);
}

describe('commands as web pages print them', () => {
  it.each([
    'New-ReceiveConnector -Name "Internet Receive Connector" -TransportRole Frontend -Internet -Bindings "0.0.0.0","[::]:"',
    "Get-ReceiveConnector | where {$_.Bindings -like '*25' -AND $_.PermissionGroups -like '*AnonymousUsers*'} | Format-List Identity,Bindings",
    'New-ReceiveConnector -Name "Fabrikam.com TLS" -Partner -RemoteIPRanges 17.17.17.1/24 -Bindings 0.0.0.0:25',
    'Set-ReceiveConnector “Exchange16Email Relay” -PermissionGroups AnonymousUsers',
    'New-Receiveconnector -Name “<Name>” -RemoteIPRange (“<range>”) -Bindings (“0.0.0.0:25”) -usage “Custom”',
    'New-ReceiveConnector -Name “r” -Bindings -RemoteIPRanges (Get-ReceiveConnector “EX01\\SMTP relay”).RemoteIPRanges',
    'Get-ReceiveConnector ” SMTP relay ” | Add-ADPermission -User “NT AUTHORITY\\ANONYMOUS LOGON”',
    'New-SendConnector -AddressSpaces * -SmartHosts a.contoso.com,b.contoso.com -AuthenticationCredential (Get-Credential)',
    'Get-SendConnector | Format-List Name,Usage; Get-ReceiveConnector | Format-List Name',
    'Set-ReceiveConnector "EX01\\Default" -Bindings @{Add="10.1.1.1:25","[::1]:25"; Remove="0.0.0.0:25"}',
    'Get-Queue -Filter "Status -eq \'Retry\' -and MessageCount -gt 10" `\n  | Retry-Queue -Resubmit $true',
    'Get-Queue |\n  where { $_.MessageCount -gt 10 } |\n  ft Identity, @{ n = "Count"; e = { $_.MessageCount } } -auto',
    'pkgmgr /iu:”TelnetClient”',
    '[CmdletBinding()]\nparam(\n  # the connector\n  [Parameter(Mandatory = $true, Position = 0)] [ValidateNotNullOrEmpty()] [string] $Name,\n  [switch ] $All = $false\n)\n$Name',
    'function Add-Range { Param ([string[]]$Ranges) foreach ($r in $Ranges) { $r } }; Add-Range 1,2',
    'try { Get-Queue -ErrorAction Stop } catch [System.Exception], [Nope.Exception] { $_ } finally { }',
    '$h = @{\n  a = 1 # one\n  # two\n  "b c" = 2; $x.y = 3\n}',
    'for ($i = 0; $i -lt 10; $i ++) { if ($i -eq 5) { break } } "after"',
    ':outer while ($true) { switch -Regex ($x) { "^a" { continue outer } default { break outer } } }',
    '(Get-Queue | where { $_.Status -eq "Retry" }).Count; $o.$($n.Name)',
  ])('%s', (text) => {
    expect(parse(text).statements.length).toBeGreaterThan(0);
  });
});

describe('what cannot be read is refused with place and sentence', () => {
  it.each([
    [
      'New-ReceiveConnector -Name <UniqueName>',
      1,
      28,
      "The '<' operator is reserved for future use. Write a value in place of <UniqueName>, brackets included.",
    ],
    ['"abc', 1, 5, 'The string is missing the terminator: ".'],
    ["'abc", 1, 5, "The string is missing the terminator: '."],
    ['(1 + 2', 1, 7, "Missing closing ')' in expression."],
    ['1 +', 1, 4, "You must provide a value expression following the '+' operator."],
    ['$a -eq', 1, 7, "You must provide a value expression following the '-eq' operator."],
    ['Get-Queue |', 1, 12, 'An empty pipe element is not allowed.'],
    ['Get-Queue | | ft', 1, 13, 'An empty pipe element is not allowed.'],
    ['@{ a 1 }', 1, 6, "Missing '=' operator after key in hash literal."],
    ['if ($a { 1 }', 1, 8, "Missing closing ')' in statement."],
    ['if (1) 2', 1, 8, 'Missing statement block.'],
    ['{ 1', 1, 4, "Missing closing '}' in statement block or type definition."],
    ['a\nb )', 2, 3, "Unexpected token ')' in expression or statement."],
    ['1 | 2', 1, 5, 'Expressions are only allowed as the first element of a pipeline.'],
    ['1 2', 1, 3, "Unexpected token '2' in expression or statement."],
    [
      '1 = 2',
      1,
      4,
      'The assignment expression is not valid. The input to an assignment operator must be an object that is able to accept assignments, such as a variable or a property.',
    ],
    ['Get-X a,', 1, 9, 'Missing argument in parameter list.'],
    ['$a.', 1, 3, "Unexpected token '.' in expression or statement."],
    ['$a[', 1, 4, 'Array index expression is missing or not valid.'],
    ['while ($true) 1', 1, 15, 'Missing statement block.'],
    ['do { 1 } 2', 1, 10, "Missing 'while' or 'until' after the body of do."],
    ['for ($i = 0) { }', 1, 12, "Missing ';' in for loop."],
    ['try { 1 }', 1, 10, 'The Try statement is missing its Catch or Finally block.'],
    ['switch (1) { 1 { 2 }', 1, 21, "Missing closing '}' in switch statement."],
    ['function { 1 }', 1, 10, 'Missing function name in function declaration.'],
    ['function f($a { }', 1, 15, "Missing ')' in function parameter list."],
    ['function f 1', 1, 12, 'Missing function body in function declaration.'],
  ])('%s', (text, line, column, sentence) => {
    const error = refusal(text);
    expect([error.line, error.column, error.message]).toEqual([line, column, sentence]);
  });

  it('knows when another line may mend it', () => {
    expect(refusal('Get-Queue | where {').isIncomplete).toBe(true);
    expect(refusal('Get-Queue ) x').isIncomplete).toBe(false);
  });
});

describe('the command that is being typed', () => {
  it.each([
    ['Get-Rec', undefined, 'Get-Rec'],
    ['Get-Queue | Set-', undefined, 'Set-'],
    ['Get-ReceiveConnector ', 'Get-ReceiveConnector', ''],
    ['Get-ReceiveConnector -Id', 'Get-ReceiveConnector', '-Id'],
    ['Set-X -AuthMechanism Tls,Bas', 'Set-X', 'Bas'],
    ['Set-X -Identity "EX01\\De', 'Set-X', '"EX01\\De'],
    ['$a = Get-Queue; (Get-Message -Q', 'Get-Message', '-Q'],
    ['Get-Queue | where { Get-X -F', 'Get-X', '-F'],
    ['Get-Queue | where { $_.A }', 'where', '{ $_.A }'],
    ['Get-X "a $(Get-Y -Z', 'Get-Y', '-Z'],
  ])('%s', (text, name, word) => {
    const command = commandInProgress(text);
    const found = command?.name?.kind === 'constant' ? command.name.text : undefined;
    expect([found, text.slice(command?.wordOffset)]).toEqual([name, word]);
  });
});

describe('whatever is typed', () => {
  const pieces = [
    ...'()[]{}@$"\'`,;|&<>=+-*/%!.:#\n '.split(''),
    '$x',
    '$(',
    '@(',
    '@{',
    '"$(',
    '@"\n',
    '-eq ',
    '-Name ',
    '..',
    '10MB',
    '0.0.0.0:25',
    'if (',
    'foreach ($i in ',
    'while (',
    'do { ',
    'switch ($x) { ',
    'try { ',
    'catch { ',
    'function f ',
    'param(',
    '[Parameter(',
    'return ',
    '++',
    ':a for (;;) {',
    'Get-Queue ',
    '“',
    '’',
    '–',
    '::',
    '[int]',
    '2>&1',
    '\u0000',
    '🙂',
    '-split ',
  ];
  /** A generator of one's own (mulberry32), so that a failure can be had again. */
  const random = (seed: number) => () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };

  it('is read or refused, and soon', () => {
    const next = random(12);
    const started = process.cpuUsage();
    for (let i = 0; i < 5000; i += 1) {
      const text = Array.from(
        { length: 1 + Math.floor(next() * 30) },
        () => pieces[Math.floor(next() * pieces.length)],
      ).join('');
      expect(() => {
        try {
          parse(text);
        } catch (error) {
          if (!(error instanceof ParseError)) throw new Error(`${JSON.stringify(text)}: ${String(error)}`);
        }
        commandInProgress(text);
      }).not.toThrow();
    }
    const { user } = process.cpuUsage(started);
    expect(user / 1e6).toBeLessThan(20);
  });

  it.each([
    '(',
    '{',
    '@(',
    '$(',
    '"$(',
    '[a]',
    '@{a=',
    'if (1) {',
    'while (1) {',
    'try {',
    'switch (1) { 1 {',
    'function f {',
    'for (;;) {',
    'param(',
    '[Alias(',
    '++',
    '!',
    '-not ',
    ',',
    '(a "$(a ',
    '$x[',
    'a (',
    "a'",
    'a "$(a "$(x)"x)"x',
  ])('thousands of %s take no time', (piece) => {
    const started = process.cpuUsage();
    const text = piece.repeat(5000);
    expect(() => {
      try {
        parse(text);
      } catch (error) {
        if (!(error instanceof ParseError)) throw error;
      }
    }).not.toThrow();
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(2);
  });
});
