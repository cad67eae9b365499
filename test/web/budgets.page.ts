import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { repository } from '../stack/site.js';

const kilobyte = 1024;

/** What the build has made, by its size as it is sent: gzip. */
describe('Budgets of the pages', () => {
  const dist = join(repository, 'apps/admin-center/web/dist');
  const sizeOf = (name: string): number => statSync(join(dist, 'assets', `${name}.gz`)).size / kilobyte;
  const files = readdirSync(join(dist, 'assets')).filter((name) => /\.(?:js|css)$/.test(name));
  const index = readFileSync(join(dist, 'index.html'), 'utf8');
  const isFirst = (name: string): boolean => index.includes(name);
  const scripts = files.filter((name) => name.endsWith('.js'));
  const sum = (names: readonly string[]): number => names.reduce((total, name) => total + sizeOf(name), 0);

  it.each([
    ['the scripts that every page needs', sum(scripts.filter(isFirst)), 220],
    ['the largest of the others', Math.max(...scripts.filter((name) => !isFirst(name)).map(sizeOf)), 60],
    ['all scripts', sum(scripts), 500],
    ['all styles', sum(files.filter((name) => name.endsWith('.css'))), 25],
  ])('%s: %d of %d KB', (_, size, budget) => {
    expect(size).toBeLessThan(budget);
  });
});
