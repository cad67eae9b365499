/** Whether one of the names is that of the host; a wildcard stands for one label (RFC 9525 §6.3). */
export function isCovered(host: string, names: readonly string[]): boolean {
  const wanted = host.trim().toLowerCase();
  return names.some((name) => {
    const own = name.toLowerCase();
    return own === wanted || (own.startsWith('*.') && own === wanted.replace(/^[^.]+/, '*'));
  });
}
