/** Random scripts of what the language and its commands have, well formed for the most part; of one seed always the same. */
export class RandomScripts {
  constructor(
    private seed: number,
    private readonly commands: readonly string[],
  ) {}

  next(): string {
    return ['$h = @{}; $a = @(3, 1, 2)', ...this.several(4, () => this.statement(3))].join('\n');
  }

  /** mulberry32. */
  private random(): number {
    this.seed = (this.seed + 0x6d2b79f5) | 0;
    let t = Math.imul(this.seed ^ (this.seed >>> 15), 1 | this.seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  private pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.random() * choices.length)] as T;
  }

  private several<T>(count: number, make: () => T): T[] {
    return Array.from({ length: count }, make);
  }

  private statement(depth: number): string {
    if (depth <= 0) return this.expression(0);
    const inner = () => this.expression(depth);
    const block = () => `{ ${this.statement(depth - 1)}; ${this.statement(depth - 1)} }`;
    return this.pick([
      inner,
      () => `$${this.pick(['x', 'a', 'h'])} ${this.pick(['=', '+=', '*='])} ${inner()}`,
      () => this.command(depth),
      () => `${inner()} | ${this.command(depth)} | ${this.command(depth)}`,
      () => `if (${inner()}) ${block()}`,
      () => `foreach ($i in ${inner()}) ${block()}`,
      () => `$n = 0; while ($n++ -lt 3) ${block()}`,
      () => `switch (${inner()}) { 1 ${block()} default ${block()} }`,
      () => `try ${block()} catch ${block()} finally ${block()}`,
      () => `function f($p, [int]$q = 2) ${block()}; f ${this.argument(depth)}`,
      () => this.pick(['break', 'continue', 'return 1', 'throw $x', 'throw', '$h.h = $h; "$h"']),
    ])();
  }

  private expression(depth: number): string {
    if (depth <= 0) return this.pick(['$x', '1', '"s"', '$null']);
    const atom = () => this.atom(depth);
    return this.pick([
      atom,
      () => `${atom()} ${this.pick(operators)} ${atom()}`,
      () => `${atom()}.${this.pick(members)}`,
      () => `[${this.pick(types)}]${atom()}`,
      () => `${atom()}[${atom()}]`,
      () => '$x++',
    ])();
  }

  private atom(depth: number): string {
    return this.pick([
      () => this.pick(values),
      () => this.pick(values),
      () => `(${this.expression(depth - 1)})`,
      () => `$(${this.statement(depth - 1)})`,
    ])();
  }

  private command(depth: number): string {
    const words = this.several(Math.floor(this.random() * 4), () => this.argument(depth));
    return [this.pick(this.commands), ...words].join(' ');
  }

  private argument(depth: number): string {
    return this.pick([() => this.atom(depth), () => `-${this.pick(parameters)}`, () => 'name', () => '*'])();
  }
}

const operators =
  '+ - * / % -eq -lt -like -match -split -join -replace -f -in -contains -as -is -and .. -band -shl'.split(
    ' ',
  );
const members =
  'Length Count ToString() Split(",") Substring(1,9) Add(1) AddDays(1e20) PadLeft(99) Trim("]") Where({$_}) Insert(9,1) Keys Sort() Replace("",1)'.split(
    ' ',
  );
const types = 'int string datetime char byte guid string[] timespan nope'.split(' ');
const parameters = 'Property First Path ea Name Value InputObject Depth Pattern Delimiter Format ov'.split(
  ' ',
);
const values = [
  ...'$x $a $null 1 -5 2147483648 10MB 1..5 $h.a $a[0] $Error $true [math] $_ (Get-Date)'.split(' '),
  '"x$a"',
  "'(a+)+'",
  '@{ a = 1; b = "c" }',
  '@(1, "b", $null)',
  '[datetime]"2026-01-01"',
  '[timespan]"1.00:00"',
  '{ $_ }',
  '(New-Object System.Collections.ArrayList)',
];
