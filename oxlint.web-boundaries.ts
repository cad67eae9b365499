import { globSync } from 'node:fs';
import { basename } from 'node:path';

import type { OxlintOverride } from 'oxlint';

const web = 'apps/admin-center/web/src';

/** Rooms of the web pages, and those that each may import. What is of Node, and of libs more than types, is in no browser. */
const webRooms: Readonly<Record<string, string>> = {
  text: '',
  api: '',
  ui: 'text api',
  pages: 'text api ui',
  app: 'text api ui pages',
};

/** Rooms of ui, each of which stands on those before it. */
const uiRooms =
  'look browser shown control field dialog chart grid list form declared object query bulk connector explain transport-settings'.split(
    ' ',
  );

const foreign = (allowTypeImports: boolean): object => ({
  regex: '^(node:|@nestjs/|@mailyard/|ioredis$|bullmq$|express$)',
  allowTypeImports,
  message: 'A page knows the server by its api; of libs that has the types.',
});

function roomPatterns(room: string): readonly object[] {
  const allowed = webRooms[room] ?? '';
  const strange = Object.keys(webRooms).filter((name) => name !== room && !allowed.split(' ').includes(name));
  if (strange.length === 0) return [foreign(room === 'api')];
  const regex = `^(\\.\\./)+(${strange.join('|')})/`;
  return [foreign(room === 'api'), { regex, message: `${room} may import ${allowed || 'no other room'}.` }];
}

function uiPatterns(at: number): readonly object[] {
  const later = uiRooms.slice(at + 1);
  if (later.length === 0) return roomPatterns('ui');
  const message = `${uiRooms[at] ?? ''} stands below ${later.join(', ')}.`;
  return [...roomPatterns('ui'), { regex: `^(\\.\\./)+(${later.join('|')})/`, message }];
}

/** What knows no browser, so that a test beside the code can load what stands on it. */
const pure = '!**/ui/query/query-terms.js';

const onlyIndexes = {
  group: [...['api', 'text', 'ui'].flatMap((room) => [`**/${room}/**`, `!**/${room}/index.js`]), pure],
  message: 'Pages take what the index of a room exports.',
};

/** Folders of pages: `pages/mail-flow/receive-connectors`. */
const pageFolders = globSync(`${web}/pages/*/*/`, { cwd: import.meta.dirname });

function pagePatterns(folder: string): readonly object[] {
  const others = pageFolders.filter((each) => each !== folder).map((each) => basename(each));
  const apart = {
    regex: `^(\\.\\./)+([a-z-]+/)?(${others.join('|')})/`,
    message: 'Pages never import each other: what two of them need is of ui.',
  };
  return [...roomPatterns('pages'), onlyIndexes, ...(others.length > 0 ? [apart] : [])];
}

function restricted(files: string, patterns: readonly object[]): OxlintOverride {
  return {
    files: [`${files}/**`],
    excludeFiles: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
}

export const webBoundaries: OxlintOverride[] = [
  ...Object.keys(webRooms).map((room) => restricted(`${web}/${room}`, roomPatterns(room))),
  ...uiRooms.map((room, at) => restricted(`${web}/ui/${room}`, uiPatterns(at))),
  ...pageFolders.map((folder) => restricted(folder, pagePatterns(folder))),
];
