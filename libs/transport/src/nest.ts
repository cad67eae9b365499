// What needs Nest; the rest of this lib does not, and commands start without it.
export { TransportModule } from './transport.module.js';
