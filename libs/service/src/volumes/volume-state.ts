/** What is known of a volume: the token in its record, and the one in the marker of the folder. */
export interface VolumeTokens {
  readonly record: string | undefined;
  readonly marker: string | undefined;
  readonly directoryId: string;
}

/**
 * `new`: neither a record nor a marker. `unrecorded`: marked by this organization, whose record did not get that far.
 * `missing`: recorded, but the folder has no marker. `foreign`: the folder is another volume.
 */
export type VolumeState =
  | { readonly kind: 'new' }
  | { readonly kind: 'present' | 'unrecorded' | 'missing'; readonly token: string }
  | { readonly kind: 'foreign'; readonly token: string | undefined };

export function volumeState({ record, marker, directoryId }: VolumeTokens): VolumeState {
  if (record === undefined) {
    if (marker === undefined) return { kind: 'new' };
    const ours = marker.startsWith(`${directoryId}.`);
    return ours ? { kind: 'unrecorded', token: marker } : { kind: 'foreign', token: undefined };
  }
  if (marker === undefined) return { kind: 'missing', token: record };
  return { kind: marker === record ? 'present' : 'foreign', token: record };
}

/** What an administrator reads; `token` is what the marker must hold. */
export function volumeProblem(
  kind: 'missing' | 'foreign',
  of: { readonly path: string; readonly marker: string; readonly token: string | undefined },
): string {
  const { path, marker, token } = of;
  if (token === undefined) {
    return `${path} belongs to another directory than the one in Redis; if it is to be used, remove ${marker}`;
  }
  const found =
    kind === 'missing'
      ? `${path} has lost its marker: is a volume not mounted?`
      : `${path} is another volume than before.`;
  return `${found} If this folder is to be used all the same, write ${token} into ${marker}`;
}
