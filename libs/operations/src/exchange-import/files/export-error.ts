/** A file that is no export, or more of one than can be taken: one sentence that names the file. */
export class ExportError extends Error {
  override readonly name = 'ExportError';
}
