// What needs Nest; the rest of this lib does not, and commands start without it.
export { TrackingModule } from './tracking.module.js';
