/** A message between service and agent: four octets with its length, then JSON. */
const lengthOctets = 4;

export class FrameError extends Error {
  override readonly name = 'FrameError';
}

export function frame(value: unknown): Buffer {
  const text = Buffer.from(JSON.stringify(value));
  const length = Buffer.alloc(lengthOctets);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text]);
}

/** Reads frames of bounded size as their octets come. */
export class FrameReader {
  readonly #octetsMax: number;
  #pieces: Buffer[] = [];
  #held = 0;

  constructor(octetsMax: number) {
    this.#octetsMax = octetsMax;
  }

  /** The values that are complete now. Throws a FrameError when the peer does not keep to the form. */
  *read(octets: Buffer): Generator<unknown> {
    this.#pieces.push(octets);
    this.#held += octets.length;
    for (let length = this.#length(); length !== undefined; length = this.#length()) {
      if (length > this.#octetsMax) throw new FrameError(`a message of ${length} octets`);
      if (this.#held < lengthOctets + length) return;
      const all = Buffer.concat(this.#pieces);
      const rest = all.subarray(lengthOctets + length);
      this.#pieces = rest.length === 0 ? [] : [rest];
      this.#held = rest.length;
      yield parsed(all.toString('utf8', lengthOctets, lengthOctets + length));
    }
  }

  #length(): number | undefined {
    if (this.#held < lengthOctets) return undefined;
    const [first] = this.#pieces;
    if (first === undefined || first.length < lengthOctets) this.#pieces = [Buffer.concat(this.#pieces)];
    return this.#pieces[0]?.readUInt32BE();
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new FrameError('a message that is no JSON', { cause });
  }
}
