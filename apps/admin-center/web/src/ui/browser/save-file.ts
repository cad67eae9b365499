/** Offers octets as a file to the browser; nothing of it leaves the machine. */
export function saveFile(name: string, content: BlobPart, type = 'application/octet-stream'): void {
  const url = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = url;
  // Names of others are no paths.
  link.download = name.replaceAll(/[/\\\p{Cc}]/gu, '_');
  link.click();
  // The download has begun by then.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
