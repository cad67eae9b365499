import { verifiedContent, type FileContentStore, type LoadedCopy } from '@mailyard/queue';

/** A message, and its content where that is not in the store. */
export interface ReadableMessage extends Pick<LoadedCopy, 'item'> {
  readonly content?: Iterable<Buffer> | AsyncIterable<Buffer> | undefined;
}

/** The content of a message, piece by piece, from wherever it is kept. */
export async function* contentOf(
  { item, content }: ReadableMessage,
  files: Pick<FileContentStore, 'read'>,
): AsyncGenerator<Buffer> {
  if (content === undefined) yield* verifiedContent(item, files.read(item.id));
  else yield* content;
}
