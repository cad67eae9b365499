// What needs Nest; the rest of this lib does not, and commands start without it.
export { BackPressureModule, type Disks } from './back-pressure.module.js';
