// Writes the pages of docs/ that are made from code. Needs a build.
import { writeFileSync } from 'node:fs';

import { configurationPage } from '@mailyard/directory';
import { format, resolveConfig } from 'prettier';

const page = new URL('../docs/configuration.md', import.meta.url);
const style = await resolveConfig(page);
writeFileSync(page, await format(configurationPage(), { ...style, parser: 'markdown' }));
