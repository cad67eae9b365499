import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import { SecretKeys } from '@mailyard/service';
import { tempDir } from '@mailyard/testing';

import {
  edgeSettings,
  plan,
  settings,
  started,
  startedEdge,
} from '../../spec-support/planned-organization.js';

const root = join(import.meta.dirname, '../../../../..');
const pages = ['README.md', 'docs/sending.md'];

/** Whole organizations, with servers, are started in test/outbound. */
const fragments = await Promise.all(
  pages.map(async (page) => {
    const text = await readFile(join(root, page), 'utf8');
    return [...text.matchAll(/^```yaml\n(?<yaml>(?!Servers:).*?)^```$/gms)].map(
      ({ groups }, at) => [`${page}, fragment ${at + 1}`, groups?.['yaml'] ?? ''] as const,
    );
  }),
);

describe('what the documents print can be applied as it is', () => {
  it.each(fragments.flat())('%s', async (_, yaml) => {
    const folder = await tempDir();
    const keys = new SecretKeys(folder.path);
    const environment = {
      MAILYARD_SMARTHOST_PASSWORD: 'Secret-7',
      MAILYARD_OAUTH_CLIENT_SECRET: 'Secret-6',
      MAILYARD_INSIDE_PASSWORD: 'Secret-5',
    };
    const isOfEdge = yaml.includes('receive connector EDGE01');
    const [by, before] = isOfEdge ? [edgeSettings, startedEdge] : [settings, started];
    const { differences } = await plan(yaml, before, { environment, keys, by });
    await folder.remove();
    expect(differences.length).toBeGreaterThan(0);
  });

  it('each page has some', () => expect(fragments.map(({ length }) => length > 0)).toEqual([true, true]));
});
