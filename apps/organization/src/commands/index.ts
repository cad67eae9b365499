import type { Command } from '../command.js';
import { apply } from './apply.js';
import { explain } from './explain.js';
import { exportOrganization } from './export.js';
import { plan } from './plan.js';

/** In the order of the help. */
export const commands: readonly Command[] = [plan, apply, exportOrganization, explain];
