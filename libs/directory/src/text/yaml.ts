import { createRequire } from 'node:module';

import type * as Yaml from 'yaml';

const require = createRequire(import.meta.url);

/** YAML 1.2. Loaded by whoever reads or writes text: a command that does not should not wait for 72 modules. */
export function yaml(): typeof Yaml {
  return require('yaml') as typeof Yaml;
}
