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

it.each(pages)('every path that %s names is there', (page) => {
  const paths = Array.from(
    textOf(page).matchAll(/`((?:apps|bench|deploy|docs|libs|scripts|test)\/[\w./-]+)`/g),
    ([, path]) => path ?? '',
  );
  expect(paths.filter((path) => !existsSync(join(repository, path)))).toEqual([]);
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

describe('the map of the code', () => {
  const architecture = textOf('ARCHITECTURE.md');

  it.each([
    ['Follow one message', 20, 30],
    ['Follow one message out', 5, 7],
  ])('names the files on the way of a message: %s, more than %i, at most %i', (title, few, most) => {
    const [, section = ''] = new RegExp(`^## ${title}$([\\s\\S]*?)^## `, 'm').exec(architecture) ?? [];
    const files = Array.from(section.matchAll(/^\|[^|]+\| `([^`]+)` *\|([^|]+)\|/gm)).flatMap(
      ([, folder = '', names = '']) =>
        Array.from(names.matchAll(/`([^`]+)`/g), ([, name]) => `${folder}/${name}`),
    );
    expect(files.filter((file) => !existsSync(join(repository, file)))).toEqual([]);
    expect(files.length).toBe(new Set(files).size);
    expect(files.length).toBeGreaterThan(few);
    expect(files.length).toBeLessThanOrEqual(most);
  });

  it('says of each lib what the linter lets it import', () => {
    const said = Array.from(
      architecture.matchAll(/^\| `([\w-]+)` +\|[^|]+\| ([^|]+?) +\|$/gm),
      ([, lib = '', allowed = '']) => [lib, allowed === '–' ? [] : allowed.split(', ').toSorted()],
    );
    const [, table = ''] = /^const mayImport.*$([\s\S]*?)^};$/m.exec(textOf('oxlint.boundaries.ts')) ?? [];
    const enforced = Array.from(
      table.matchAll(/^ {2}'?([\w-]+)'?:\s+'([^']*)',$/gm),
      ([, lib = '', allowed = '']) => [lib, allowed.split(' ').filter(Boolean).toSorted()],
    );
    expect(Object.fromEntries(said)).toEqual(Object.fromEntries(enforced));
    const libs = readdirSync(join(repository, 'libs'));
    expect(new Set(said.map(([lib]) => lib))).toEqual(new Set(libs));
  });

  it('has a glossary of 25 lines at most', () => {
    const [, section = ''] = /^## Words$([\s\S]*?)^## /m.exec(architecture) ?? [];
    const lines = section.split('\n').filter((line) => line.trim() !== '');
    expect(lines.length).toBeGreaterThan(10);
    expect(lines.length).toBeLessThanOrEqual(25);
  });
});
