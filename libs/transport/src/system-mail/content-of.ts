import { verifiedContent, type FileContentStore, type LoadedCopy } from '@mailyard/queue';

/** The content of a message, piece by piece, from wherever it is kept. */
export async function* contentOf(
  { item, content }: LoadedCopy,
  files: Pick<FileContentStore, 'read'>,
): AsyncGenerator<Buffer> {
  if (content === undefined) yield* verifiedContent(item, files.read(item.id));
  else yield* content;
}
