import { HeaderBlock } from '../../header/header-block.js';
import { entityOf, type Entity } from './entity.js';

/** Hears a message from top to bottom. Line ends are CRLF alone: any other CR or LF is text. */
export interface MimeVisitor {
  /** An entity begins. Its header with the empty line behind it, as it stood in the content; not for the message itself. */
  entity(entity: Entity, place: EntityPlace): void;
  /** A piece of a line of the leaf that has begun last. */
  text(octets: Buffer): void;
  lineEnd(): void;
  /** The leaf is over. `last`: and with it the message. */
  leafEnd(place: { readonly last: boolean }): void;
  /** A delimiter with the CRLF that belongs to it (RFC 2046 §5.1.1). */
  delimiter(octets: Buffer): void;
  /** Before the first part, or after the last one: nobody reads it. */
  filler(octets: Buffer): void;
}

export interface EntityPlace {
  /** It stands inside what is signed or encrypted. */
  readonly isProtected: boolean;
  /** It stands inside a message in the message. */
  readonly isEnclosed: boolean;
  /** Undefined for the message, whose header is no content. */
  readonly headerLines: Buffer | undefined;
}

/** A structure that cannot be told: nothing in it may be changed. */
export class UnreadableStructure extends Error {
  override readonly name = 'UnreadableStructure';
}

const crlf = Buffer.from('\r\n');
const carriageReturn = 0x0d;
const lineFeed = 0x0a;
const hyphen = 0x2d;
/** Longer lines are no delimiters (RFC 2046 §5.1.1: 70 characters), and go on in pieces. */
const lineBytesMax = 8_192;
const headerBytesMax = 262_144;
const depthMax = 100;

type Container = Extract<Entity, { readonly kind: 'multipart' }>;

/** Parts the content of a message, whose header is known, into entities, piece by piece. */
export class MimeWalk {
  readonly #visitor: MimeVisitor;
  readonly #containers: Container[] = [];
  /** The number of containers around the outermost message in the message. */
  #enclosedBelow: number | undefined;
  #mode: 'header' | 'leaf' | 'filler' = 'leaf';
  #header: Buffer[] = [];
  #headerBytes = 0;
  #typeDefault = 'text/plain';
  #rest: Buffer = Buffer.alloc(0);
  /** A piece of this line has gone already. */
  #amidLine = false;
  /** The end of the line before, which belongs to a delimiter if one follows. */
  #lineEndHeld = false;

  constructor(header: HeaderBlock, visitor: MimeVisitor) {
    this.#visitor = visitor;
    this.#begin(entityOf(header), undefined);
  }

  write(chunk: Buffer): void {
    const octets = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk]);
    let start = 0;
    for (let end = octets.indexOf(crlf); end >= 0; end = octets.indexOf(crlf, start)) {
      this.#line(octets.subarray(start, end));
      start = end + crlf.length;
    }
    this.#rest = octets.subarray(start);
    if (this.#rest.length > lineBytesMax) this.#longLine();
  }

  end(): void {
    if (this.#rest.length > 0) this.#unendedLine();
    while (this.#mode === 'header') this.#headerEnds();
    this.#releaseLineEnd();
    if (this.#mode === 'leaf') this.#visitor.leafEnd({ last: true });
  }

  #longLine(): void {
    if (this.#mode === 'header') throw new UnreadableStructure('a header line too long');
    // Its CR may belong to a line end.
    const kept = this.#rest.at(-1) === carriageReturn ? 1 : 0;
    this.#piece(this.#rest.subarray(0, this.#rest.length - kept));
    this.#rest = this.#rest.subarray(this.#rest.length - kept);
    this.#amidLine = true;
  }

  #unendedLine(): void {
    const line = this.#rest;
    if (!this.#amidLine && this.#delimiter(line, false)) return;
    if (this.#mode === 'header') this.#header.push(line);
    else this.#piece(line);
  }

  #line(line: Buffer): void {
    if (!this.#amidLine && this.#delimiter(line, true)) return;
    if (this.#mode === 'header') return this.#headerLine(line);
    this.#piece(line);
    this.#amidLine = false;
    this.#lineEndHeld = true;
  }

  #piece(octets: Buffer): void {
    this.#releaseLineEnd();
    if (octets.length === 0) return;
    if (this.#mode === 'leaf') this.#visitor.text(octets);
    else this.#visitor.filler(octets);
  }

  #releaseLineEnd(): void {
    if (!this.#lineEndHeld) return;
    this.#lineEndHeld = false;
    if (this.#mode === 'leaf') this.#visitor.lineEnd();
    else this.#visitor.filler(crlf);
  }

  /** Whether the line is one. */
  #delimiter(line: Buffer, ended: boolean): boolean {
    const found = this.#delimited(line);
    if (found === undefined) return false;
    while (this.#mode === 'header') this.#headerEnds();
    if (this.#mode === 'leaf') this.#visitor.leafEnd({ last: false });
    const before = this.#lineEndHeld ? [crlf] : [];
    this.#lineEndHeld = false;
    this.#visitor.delimiter(Buffer.concat([...before, line, ...(ended ? [crlf] : [])]));
    this.#mode = found.closes ? 'filler' : 'header';
    this.#leaveTo(found.closes ? found.at : found.at + 1);
    return true;
  }

  #leaveTo(depth: number): void {
    this.#containers.length = depth;
    if (this.#enclosedBelow !== undefined && depth <= this.#enclosedBelow) this.#enclosedBelow = undefined;
    this.#typeDefault = this.#containers.at(-1)?.digest === true ? 'message/rfc822' : 'text/plain';
  }

  /** Which multipart's part it ends; outer boundaries end inner parts, too. */
  #delimited(line: Buffer): { readonly at: number; readonly closes: boolean } | undefined {
    if (line[0] !== hyphen || line[1] !== hyphen || this.#containers.length === 0) return undefined;
    const text = line.toString('latin1', 2).trimEnd();
    const at = this.#containers.findLastIndex(
      ({ boundary }) => text === boundary || text === `${boundary}--`,
    );
    return at < 0 ? undefined : { at, closes: text !== this.#containers[at]?.boundary };
  }

  #headerLine(line: Buffer): void {
    if (line.length === 0) {
      this.#header.push(crlf);
      return this.#headerEnds();
    }
    if (line.includes(carriageReturn) || line.includes(lineFeed)) {
      throw new UnreadableStructure('CR or LF without the other in a header');
    }
    this.#headerBytes += line.length;
    if (this.#headerBytes > headerBytesMax) throw new UnreadableStructure('a header too long');
    this.#header.push(line, crlf);
  }

  /** Also without an empty line, where a delimiter or the end of the message comes instead. */
  #headerEnds(): void {
    const headerLines = Buffer.concat(this.#header);
    this.#header = [];
    this.#headerBytes = 0;
    this.#begin(entityOf(HeaderBlock.parse(headerLines), this.#typeDefault), headerLines);
  }

  #begin(entity: Entity, headerLines: Buffer | undefined): void {
    const isProtected = this.#containers.some(({ protects }) => protects);
    this.#visitor.entity(entity, {
      isProtected,
      isEnclosed: this.#enclosedBelow !== undefined,
      headerLines,
    });
    this.#typeDefault = 'text/plain';
    switch (entity.kind) {
      case 'multipart':
        if (this.#containers.push(entity) > depthMax) throw new UnreadableStructure('nested too deep');
        this.#mode = 'filler';
        return;
      case 'message':
        this.#enclosedBelow ??= this.#containers.length;
        this.#mode = 'header';
        return;
      case 'leaf':
        this.#mode = 'leaf';
    }
  }
}
