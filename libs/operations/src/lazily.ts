/** Made when somebody first asks for it, and once: whoever starts a command waits for nothing that it does not need. */
export function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
