import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { repository } from '../stack/site.js';

const dockerfile = readFileSync(join(repository, 'deploy/Dockerfile'), 'utf8');
const packages = ['libs', 'apps'].flatMap((folder) =>
  readdirSync(join(repository, folder), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `${folder}/${name}`),
);

// Without it npm links no such package, and the image cannot be built.
it.each(packages)('the image is installed with %s', (name) => {
  expect(dockerfile).toContain(`COPY ${name}/package.json ${name}/\n`);
});
