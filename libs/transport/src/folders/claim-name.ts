/** What a file is called while it is read. A claim is made once, so its name is that of the message, whatever happens. */
export interface Claim {
  /** Without the ending: `x` of `x.eml`. */
  readonly base: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
  /** Of this claim alone. */
  readonly id: string;
}

/** What file systems take, in octets. */
const nameMost = 255;
const form = /^(.*)\.(\d{8}T\d{9}Z-[0-9a-f]{16})\.tmp$/s;

/** The name of the file without its ending, where it is one that a folder takes: `x` of `x.eml`. Hidden files are being written. */
export function baseOf(name: string): string | undefined {
  return /\.eml$/i.test(name) && !name.startsWith('.') ? name.slice(0, -'.eml'.length) : undefined;
}

/** `x.20261130T215247123Z-1f3a9c7e55aa0102.tmp`: Exchange has the time only where `x.tmp` is taken. `random`: 16 hexadecimal digits. */
export function claimName(base: string, at: number, random: string): string {
  const ending = `.${stamp(at)}-${random}.tmp`;
  return shortened(base, nameMost - ending.length) + ending;
}

/** Undefined: the file is not one that was claimed, whoever it belongs to. */
export function claimOf(name: string): Claim | undefined {
  const [, base, id] = form.exec(name) ?? [];
  if (base === undefined || id === undefined) return undefined;
  const [, day = '', hours = '', ms = ''] = /^(\d{8})T(\d{6})(\d{3})Z/.exec(id) ?? [];
  const date = `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`;
  const time = `${hours.slice(0, 2)}:${hours.slice(2, 4)}:${hours.slice(4)}`;
  const at = Date.parse(`${date}T${time}.${ms}Z`);
  return Number.isNaN(at) ? undefined : { base, at, id };
}

/** Of a file that is set aside: `x.bad`, or with the time of its claim where that is taken. */
export function badNames({ base, id }: Claim): readonly [usual: string, otherwise: string] {
  return [`${shortened(base, nameMost - '.bad.txt'.length)}.bad`, `${shortened(base, 200)}.${id}.bad`];
}

function stamp(at: number): string {
  return new Date(at).toISOString().replaceAll(/[-:.]/g, '');
}

/** At most so many octets, and no half character. */
function shortened(text: string, octets: number): string {
  if (Buffer.byteLength(text) <= octets) return text;
  return Buffer.from(text)
    .subarray(0, octets)
    .toString('utf8')
    .replace(/\uFFFD+$/, '');
}
