import { Writable } from 'node:stream';

/** The terminal as readline writes to it; muted, nothing that is typed is shown. */
export class Screen extends Writable {
  readonly isTTY = true;
  isMuted = false;

  constructor() {
    super({ decodeStrings: false });
    process.stdout.on('resize', () => this.emit('resize'));
  }

  get columns(): number {
    return process.stdout.columns;
  }

  get rows(): number {
    return process.stdout.rows;
  }

  override _write(
    chunk: string | Buffer,
    _encoding: BufferEncoding,
    done: (error?: Error | null) => void,
  ): void {
    if (this.isMuted) done();
    else process.stdout.write(chunk, done);
  }
}
