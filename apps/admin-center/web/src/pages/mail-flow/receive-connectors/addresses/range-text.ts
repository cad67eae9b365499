const cidr = /^(?<a>\d{1,3})\.(?<b>\d{1,3})\.(?<c>\d{1,3})\.(?<d>\d{1,3})\/(?<bits>\d{1,2})$/;

/** A network by its first and last address, as procedures have it: `17.17.17.1/24` is 17.17.17.0-17.17.17.255. */
export function rangeText(range: string): string {
  const { a, b, c, d, bits } = cidr.exec(range)?.groups ?? {};
  if (bits === undefined || Number(bits) > 32) return range;
  const octets = [a, b, c, d].map(Number);
  if (octets.some((octet) => octet > 255)) return range;
  const address = octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const size = 2 ** (32 - Number(bits));
  const first = Math.floor(address / size) * size;
  return size === 1 ? addressText(first) : `${addressText(first)}-${addressText(first + size - 1)}`;
}

function addressText(address: number): string {
  return [2 ** 24, 2 ** 16, 2 ** 8, 1].map((unit) => Math.floor(address / unit) % 256).join('.');
}

/** What somebody has pasted: lines, commas, semicolons or blanks between ranges, blanks around a hyphen within them. */
export function rangesIn(text: string): readonly string[] {
  const parts = text.replaceAll(/\s*-\s*/g, '-').split(/[\s,;]+/);
  return [...new Set(parts.filter((part) => part !== ''))];
}

export interface BindingParts {
  /** Without the brackets of IPv6. */
  readonly address: string;
  readonly port: string;
}

/** `[::]:25` and `0.0.0.0:25`. */
export function bindingParts(binding: string): BindingParts {
  const { address = binding, port = '25' } = /^(?<address>.*):(?<port>\d+)$/.exec(binding)?.groups ?? {};
  return { address: address.replace(/^\[(?<inside>.*)\]$/, '$<inside>'), port };
}

export function bindingOf({ address, port }: BindingParts): string {
  const place = address.trim().replace(/^\[(?<inside>.*)\]$/, '$<inside>');
  return `${place.includes(':') ? `[${place}]` : place}:${port.trim()}`;
}
