interface Version {
  /** Modules of a side. */
  readonly size: number;
  /** Of all blocks. */
  readonly dataOctets: number;
  /** Of each block. */
  readonly correctionOctets: number;
  readonly blocks: number;
  /** Centre of the alignment pattern, from the left and from above; 0: there is none. */
  readonly alignment: number;
}

/** Versions 1 to 6 at level L (ISO/IEC 18004, table 9): enough for an otpauth URI. */
const versions: readonly Version[] = [
  { size: 21, dataOctets: 19, correctionOctets: 7, blocks: 1, alignment: 0 },
  { size: 25, dataOctets: 34, correctionOctets: 10, blocks: 1, alignment: 18 },
  { size: 29, dataOctets: 55, correctionOctets: 15, blocks: 1, alignment: 22 },
  { size: 33, dataOctets: 80, correctionOctets: 20, blocks: 1, alignment: 26 },
  { size: 37, dataOctets: 108, correctionOctets: 26, blocks: 1, alignment: 30 },
  { size: 41, dataOctets: 136, correctionOctets: 18, blocks: 2, alignment: 34 },
];

/** Mode and length take so many bits of the data. */
const headerBits = 12;

export type QrMatrix = readonly (readonly boolean[])[];

/** The modules of a QR code, true where it is dark. Undefined: the text is longer than 134 octets. */
export function qrMatrix(text: string): QrMatrix | undefined {
  const octets = [...new TextEncoder().encode(text)];
  const version = versions.find(({ dataOctets }) => octets.length * 8 + headerBits <= dataOctets * 8);
  if (version === undefined) return undefined;
  const data = dataOf(octets, version.dataOctets);
  const blocks = blocksOf(data, version.blocks);
  const corrections = blocks.map((block) => correctionOf(block, version.correctionOctets));
  return drawn(version, [...inTurns(blocks), ...inTurns(corrections)].flatMap(bitsOf));
}

function blocksOf(data: readonly number[], count: number): readonly (readonly number[])[] {
  const length = data.length / count;
  return Array.from({ length: count }, (_, at) => data.slice(at * length, (at + 1) * length));
}

/** The first octet of each block, then the second. */
function inTurns(blocks: readonly (readonly number[])[]): readonly number[] {
  return (blocks[0] ?? []).flatMap((_, at) => blocks.map((block) => block[at] ?? 0));
}

function bitsOf(octet: number): readonly boolean[] {
  return Array.from({ length: 8 }, (_, at) => ((octet >> (7 - at)) & 1) === 1);
}

/** Byte mode, length, octets, end, then filled up (ISO/IEC 18004 §7.4). */
function dataOf(octets: readonly number[], length: number): readonly number[] {
  const nibbles = [
    4,
    octets.length >> 4,
    octets.length & 15,
    ...octets.flatMap((each) => [each >> 4, each & 15]),
    0,
  ];
  const words = Array.from(
    { length: nibbles.length >> 1 },
    (_, at) => ((nibbles[at * 2] ?? 0) << 4) | (nibbles[at * 2 + 1] ?? 0),
  );
  const filling = Array.from({ length: length - words.length }, (_, at) => (at % 2 === 0 ? 0xec : 0x11));
  return [...words, ...filling];
}

/** Product in the field of 256 elements by x⁸ + x⁴ + x³ + x² + 1. */
function product(one: number, other: number): number {
  let result = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    result = (result << 1) ^ ((result >> 7) * 0x11d);
    result ^= ((other >> bit) & 1) * one;
  }
  return result;
}

/** Remainder by the generator of Reed and Solomon, whose roots are the first powers of 2. */
function correctionOf(data: readonly number[], count: number): readonly number[] {
  let generator: readonly number[] = [1];
  for (let at = 0, root = 1; at < count; at += 1, root = product(root, 2)) {
    const factor = root;
    generator = [...generator, 0].map((each, place) => each ^ product(generator[place - 1] ?? 0, factor));
  }
  const rest = [...data, ...Array.from({ length: count }, () => 0)];
  for (let at = 0; at < data.length; at += 1) {
    const factor = rest[at] ?? 0;
    generator.forEach((each, place) => (rest[at + place] = (rest[at + place] ?? 0) ^ product(each, factor)));
  }
  return rest.slice(data.length);
}

/** Level L with mask 0 and its check bits (ISO/IEC 18004 §7.9, annex C), the first bit first. */
const formatBits = '111011111000100';

/** Modules that say nothing of the data: true where they are dark, undefined elsewhere. */
function fixedModule({ size, alignment }: Version, x: number, y: number): boolean | undefined {
  const finder = finderModule(size, x, y);
  if (finder !== undefined) return finder;
  if (alignment > 0 && Math.max(Math.abs(x - alignment), Math.abs(y - alignment)) <= 2) {
    return Math.max(Math.abs(x - alignment), Math.abs(y - alignment)) !== 1;
  }
  if (x === 6 || y === 6) return (x + y) % 2 === 0;
  return formatModule(size, x, y);
}

/** Three corners have a square in a square, and a light seam. */
function finderModule(size: number, x: number, y: number): boolean | undefined {
  for (const [cornerX, cornerY] of [
    [3, 3],
    [size - 4, 3],
    [3, size - 4],
  ] as const) {
    const distance = Math.max(Math.abs(x - cornerX), Math.abs(y - cornerY));
    if (distance <= 4) return distance !== 2 && distance !== 4;
  }
  return undefined;
}

/** The format stands around the first corner, and again beside the two others. */
function formatModule(size: number, x: number, y: number): boolean | undefined {
  if (x === 8 && y === size - 8) return true;
  const at = formatPlace(size, x, y);
  return at === undefined ? undefined : formatBits[at] === '1';
}

/** Which of its bits stands there. */
function formatPlace(size: number, x: number, y: number): number | undefined {
  if (y === 8) return placeInRow(size, x);
  return x === 8 ? placeInColumn(size, y) : undefined;
}

function placeInRow(size: number, x: number): number | undefined {
  if (x <= 8) return x < 6 ? x : x - 1;
  return x >= size - 8 ? x - size + 15 : undefined;
}

function placeInColumn(size: number, y: number): number | undefined {
  if (y < 8) return y > 6 ? 15 - y : 14 - y;
  return y > size - 8 ? size - 1 - y : undefined;
}

/** Two columns at a time from the right, upwards and downwards in turn, around what is fixed; column 6 is skipped. */
function drawn(version: Version, bits: readonly boolean[]): QrMatrix {
  const { size } = version;
  const rows = Array.from({ length: size }, (_, y) =>
    Array.from({ length: size }, (__, x) => fixedModule(version, x, y)),
  );
  let next = 0;
  for (let right = size - 1, isUp = true; right > 0; right -= 2, isUp = !isUp) {
    if (right === 6) right -= 1;
    for (let step = 0; step < size * 2; step += 1) {
      const y = isUp ? size - 1 - (step >> 1) : step >> 1;
      const x = right - (step & 1);
      const row = rows[y];
      if (row === undefined || row[x] !== undefined) continue;
      row[x] = (bits[next] ?? false) !== ((x + y) % 2 === 0);
      next += 1;
    }
  }
  return rows.map((row) => row.map((isDark) => isDark === true));
}
