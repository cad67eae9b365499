import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

import { repository } from '../stack/site.js';

const pages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...below('docs')];

function below(folder: string): readonly string[] {
  const entries = readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' });
  return entries.filter((name) => name.endsWith('.md')).map((name) => join(folder, name));
}

function textOf(page: string): string {
  return readFileSync(join(repository, page), 'utf8');
}

/** As GitHub makes them of headings. */
function anchorsOf(page: string): ReadonlySet<string> {
  const headings = Array.from(textOf(page).matchAll(/^#+ (.+)$/gm), ([, heading]) => heading ?? '');
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
        .replaceAll(' ', '-'),
    ),
  );
}

function isBroken(page: string, link: string): boolean {
  const [path = '', anchor] = link.split('#');
  const target = path === '' ? page : relative(repository, join(repository, dirname(page), path));
  if (!existsSync(join(repository, target))) return true;
  return anchor !== undefined && !anchorsOf(target).has(anchor);
}

it.each(pages)('every link of %s leads somewhere', (page) => {
  const links = Array.from(textOf(page).matchAll(/\]\((?!\w+:)([^)\s]+)\)/g), ([, link]) => link ?? '');
  expect(links.filter((link) => isBroken(page, link))).toEqual([]);
});

it('compatibility with Exchange is told once a subject', () => {
  const rows = Array.from(
    textOf('docs/exchange-compatibility.md').matchAll(/^\| ([^|]+?) \|/gm),
    ([, subject]) => subject?.toLowerCase(),
  );
  expect(rows.filter((subject, index) => rows.indexOf(subject) !== index)).toEqual([]);
});

it('the unit of systemd starts what is there', () => {
  const unit = textOf('deploy/systemd/mailyard.service');
  const [, node = '', main = ''] = /^ExecStart=\/opt\/mailyard\/(\S+) (\S+)$/m.exec(unit) ?? [];
  expect([node, main].map((path) => existsSync(join(repository, path)))).toEqual([true, true]);
});
