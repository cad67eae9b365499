/** .NET's standard and custom number formats, as en-US has them: `N2`, `D4`, `X`, `P0`, `0.00`, `#,##0`. */
export function formatNumber(value: number, format: string): string {
  const standard = /^([a-z])(\d*)$/i.exec(format);
  const write = standardFormats[standard?.[1]?.toUpperCase() ?? ''];
  if (write === undefined || standard === null) return customNumber(value, format);
  return write(value, standard[2] === '' ? undefined : Number(standard[2]));
}

type Writer = (value: number, digits: number | undefined) => string;

const standardFormats: Readonly<Record<string, Writer>> = {
  N: (value, digits = 2) => grouped(value, digits),
  F: (value, digits = 2) => value.toFixed(digits),
  D: (value, digits = 0) => `${value < 0 ? '-' : ''}${String(Math.abs(value)).padStart(digits, '0')}`,
  X: (value, digits = 0) => value.toString(16).toUpperCase().padStart(digits, '0'),
  P: (value, digits = 2) => `${grouped(value * 100, digits)}%`,
  C: (value, digits = 2) => `${value < 0 ? '-' : ''}$${grouped(Math.abs(value), digits)}`,
  G: (value) => String(value),
  E: (value, digits = 6) =>
    value
      .toExponential(digits)
      .replace(/e([+-])(\d+)$/, (_all, sign, power: string) => `E${sign}${power.padStart(3, '0')}`),
};

function grouped(value: number, digits: number): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function customNumber(value: number, format: string): string {
  const picture = /[0#][0#,]*(?:\.[0#]*)?/.exec(format);
  if (picture === null) return format;
  const [whole = '', fraction = ''] = picture[0].split('.');
  const percent = format.includes('%') ? 100 : 1;
  const text = (value * percent).toLocaleString('en-US', {
    useGrouping: whole.includes(','),
    minimumIntegerDigits: Math.max(1, (whole.match(/0/g) ?? []).length),
    minimumFractionDigits: (fraction.match(/0/g) ?? []).length,
    maximumFractionDigits: fraction.length,
  });
  return format.replace(picture[0], text);
}
