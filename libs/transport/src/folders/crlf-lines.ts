/**
 * Lines as mail has them (RFC 5321 §2.3.8): programs of this system end them with LF alone. Whatever ends a line becomes
 * CRLF, so that no two readers see two different messages.
 */
export async function* crlfLines(pieces: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
  let heldCr = '';
  for await (const piece of pieces) {
    const text = heldCr + piece.toString('latin1');
    // The LF that belongs to it may be in the next piece.
    heldCr = text.endsWith('\r') ? '\r' : '';
    const whole = heldCr === '' ? text : text.slice(0, -1);
    yield Buffer.from(whole.replaceAll(/\r\n|\r|\n/g, '\r\n'), 'latin1');
  }
  if (heldCr !== '') yield Buffer.from('\r\n');
}
