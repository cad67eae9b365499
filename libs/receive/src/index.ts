export type { Acceptance, ContentLimits } from './acceptance.js';
