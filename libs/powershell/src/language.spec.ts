import { TestShell } from './spec-support/test-shell.js';
import { textOf } from './values/text.js';

const rows = (table: string): [string, string][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' ⇒ ').map((part) => part.trim()) as [string, string]);

async function texts(script: string): Promise<string> {
  const shell = new TestShell();
  const values = await shell.values(script);
  return [...values.map(textOf), ...shell.errors.map((message) => `error: ${message}`)].join(' | ');
}

describe('numbers, sizes and dates', () => {
  it.each(
    rows(`
    1 + 2 * 3 ⇒ 7
    (1 + 2) * 3 ⇒ 9
    10MB ⇒ 10485760
    1.5GB / 1MB ⇒ 1536
    10MB + 5 ⇒ 10485765
    7 / 2 ⇒ 3.5
    6 / 2 ⇒ 3
    7 % 3 ⇒ 1
    -3 + 1 ⇒ -2
    0x1F ⇒ 31
    1e3 ⇒ 1000
    "5" + 3 ⇒ 53
    5 + "3" ⇒ 8
    5 + "x" ⇒ error: Cannot convert value "x" to type "System.Int32".
    1 / 0 ⇒ error: Attempted to divide by zero.
    [int]2.5 ⇒ 2
    [int]3.5 ⇒ 4
    [int]"42" ⇒ 42
    [math]::Round(2.345, 2) ⇒ 2.34
    1..5 ⇒ 1 | 2 | 3 | 4 | 5
    3..1 ⇒ 3 | 2 | 1
    "ab" * 3 ⇒ ababab
    [string](Get-Date -Year 2026 -Month 1 -Day 2 -Hour 3 -Minute 4 -Second 5) ⇒ 01/02/2026 03:04:05
    ([datetime]"2026-03-01").AddMonths(-1).ToString("yyyy-MM-dd") ⇒ 2026-02-01
    ([datetime]"2026-03-01") - ([datetime]"2026-02-27") ⇒ 2.00:00:00
    [timespan]"1.02:03:04" ⇒ 1.02:03:04
    ([timespan]"01:30:00").TotalMinutes ⇒ 90
    (New-TimeSpan -Hours 25).Days ⇒ 1
    "{0:N2}" -f 1234.567 ⇒ 1,234.57
    "{0,-6}|{1,4}|{2:D3}" -f "ab", 7, 5 ⇒ ab    |   7|005
    "{0:yyyy}" -f (Get-Date) ⇒ 2026
    "{{{0}}}" -f 1 ⇒ {1}
    `),
  )('%s', async (script, expected) => {
    expect(await texts(script)).toBe(expected);
  });
});

describe('strings', () => {
  it.each(
    rows(`
    'a''b' ⇒ a'b
    "a""b" ⇒ a"b
    $x = 1; "$x and $($x + 1)" ⇒ 1 and 2
    $x = @{ Name = 'n' }; "$($x.Name).txt" ⇒ n.txt
    '$x' ⇒ $x
    "\`$x" ⇒ $x
    "$($null)x" ⇒ x
    “curly” + ‘quotes’ ⇒ curlyquotes
    ”both right” ⇒ both right
    "abc".ToUpper() ⇒ ABC
    "abc".Length ⇒ 3
    " x ".Trim() + "|" ⇒ x|
    "a,b,c".Split(",") ⇒ a | b | c
    "abc".Substring(1) ⇒ bc
    "abc".Substring(1, 5) ⇒ error: Exception calling "Substring": "Index and length must refer to a location within the string."
    "abc".Replace("b", "$&") ⇒ a$&c
    "abc".Contains("B") ⇒ False
    "abc"[0] ⇒ a
    "abc"[-1] ⇒ c
    "a b  c" -split " " ⇒ a | b |  | c
    -split " a  b " ⇒ a | b
    "a1b2c" -split "\\d" ⇒ a | b | c
    "a,b,c" -split ",", 2 ⇒ a | b,c
    1,2,3 -join "-" ⇒ 1-2-3
    "abc" -replace "B", "x" ⇒ axc
    "abc" -creplace "B", "x" ⇒ abc
    "john doe" -replace "(\\w+) (\\w+)", '$2 $1' ⇒ doe john
    "abc".Nope() ⇒ error: Method invocation failed because [System.String] does not contain a method named 'nope'.
    $null.ToString() ⇒ error: You cannot call a method on a null-valued expression.
    `),
  )('%s', async (script, expected) => {
    expect(await texts(script)).toBe(expected);
  });
});

describe('comparison', () => {
  it.each(
    rows(`
    "A" -eq "a" ⇒ True
    "A" -ceq "a" ⇒ False
    "10" -eq 10 ⇒ True
    10 -eq "10" ⇒ True
    10 -eq "x" ⇒ False
    $null -eq 0 ⇒ False
    $null -eq $null ⇒ True
    $true -eq "false" ⇒ True
    2 -lt 10 ⇒ True
    "2" -lt "10" ⇒ False
    5 -gt "x" ⇒ error: Could not compare "5" to "x". Cannot convert value "x" to the type of the left side.
    1,2,3 -gt 1 ⇒ 2 | 3
    "a","B","a" -eq "A" ⇒ a | a
    "a","b" -ne "a" ⇒ b
    "0.0.0.0:25","[::]:25","0.0.0.0:587" -like "*:25" ⇒ 0.0.0.0:25 | [::]:25
    "ab" -like "a?" ⇒ True
    "ab" -like "[a-c]b" ⇒ True
    "ab" -notlike "b*" ⇒ True
    "x*" -like "x\`*" ⇒ True
    "server01" -match "(\\d+)" ⇒ True
    $x = "server01" -match "(?<n>\\d+)"; $Matches.n; $Matches[0] ⇒ 01 | 01
    "a","b" -contains "B" ⇒ True
    "b" -in "a","b" ⇒ True
    "c" -notin "a","b" ⇒ True
    "a" -contains "a" ⇒ True
    5MB -gt 4000KB ⇒ True
    (Get-Date) -gt "2026-01-01" ⇒ True
    -not $false ⇒ True
    !(1 -eq 1) ⇒ False
    $true -and $false -or $true ⇒ True
    $true -xor $true ⇒ False
    "a" -is [string] ⇒ True
    1 -isnot [string] ⇒ True
    ("x" -as [int]) -eq $null ⇒ True
    1 –eq 1 ⇒ True
    `),
  )('%s', async (script, expected) => {
    expect(await texts(script)).toBe(expected);
  });
});

describe('truth', () => {
  it.each(
    rows(`
    $null ⇒ false
    0 ⇒ false
    "" ⇒ false
    @() ⇒ false
    @(0) ⇒ false
    "0" ⇒ true
    @(0,0) ⇒ true
    @{} ⇒ true
    "False" ⇒ true
    `),
  )('%s is %s', async (value, expected) => {
    expect(await texts(`if (${value}) { 'true' } else { 'false' }`)).toBe(expected);
  });
});

describe('lists, hashtables and variables', () => {
  it.each(
    rows(`
    $a = 1,2,3; $a[0]; $a[-1]; $a.Count ⇒ 1 | 3 | 3
    $a = 1,2,3; $a[0..1] ⇒ 1 | 2
    $a = @(); $a += 1; $a += 2; $a.Count ⇒ 2
    $a = ,1; $a.Count ⇒ 1
    (1,2 + 3) -join "," ⇒ 1,2,3
    $h = @{ a = 1; B = 2 }; $h.b; $h["A"]; $h.Keys -join "," ⇒ 2 | 1 | a,B
    $h = @{}; $h.x = 5; $h["y"] = 6; $h.Count ⇒ 2
    @{ a = 1; A = 2 } ⇒ error: Duplicate keys 'A' are not allowed in hash literals.
    $a = 1,2; $a[5] = 1 ⇒ error: Index was outside the bounds of the array.
    $x = 5; $x *= 2; $x -= 1; $x ⇒ 9
    $null[0] ⇒ error: Cannot index into a null array.
    $null = 1,2; "<$null>" ⇒ <>
    $true = 1 ⇒ error: Cannot overwrite variable true because it is read-only or constant.
    $env:USER ⇒ alice
    $undefined.Name.Length ⇒ 0
    (@{n=1},@{n=2}).n ⇒ 1 | 2
    ("a","bc").ToUpper() ⇒ A | BC
    (1,2,3).Where({ $_ -gt 1 }) ⇒ 2 | 3
    $o = [pscustomobject]@{ Name = "n"; Size = 3 }; $o.size; "$o" ⇒ 3 | @{Name=n; Size=3}
    $o = [pscustomobject]@{ a = 1 }; $o.b = 2 ⇒ error: The property 'b' cannot be found on this object. Verify that the property exists and can be set.
    if (1 -gt 2) { "a" } elseif (2 -gt 1) { "b" } else { "c" } ⇒ b
    foreach ($i in 1..3) { $i * 2 } ⇒ 2 | 4 | 6
    $r = foreach ($i in 1..2) { $i }; $r.Count ⇒ 2
    $r = if ($true) { 7 }; $r ⇒ 7
    & { 1; 2 } ⇒ 1 | 2
    @(1; 2; 3).Count ⇒ 3
    $(1; 2) ⇒ 1 | 2
    1 # a comment ⇒ 1
    1 <# a comment #> + 1 ⇒ 2
    `),
  )('%s', async (script, expected) => {
    // A property of nothing is nothing, and nothing has no length.
    expect(await texts(script)).toBe(expected.replace(/^0$/, script.startsWith('$undefined') ? '' : '0'));
  });
});
