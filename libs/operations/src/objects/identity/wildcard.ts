import { nameKey } from '@mailyard/schema';

/** Whether a name fits a pattern in which `*` stands for anything, as names are compared. */
export function wildcard(pattern: string): (name: string) => boolean {
  const parts = nameKey(pattern)
    .split('*')
    .map((part) => part.replaceAll(/[\\^$.|?+()[\]{}]/g, String.raw`\$&`));
  const expression = new RegExp(`^${parts.join('.*')}$`, 's');
  return (name) => expression.test(nameKey(name));
}
