// What needs Nest; the rest of this lib does not, and commands start without it.
export { FoldersModule } from './folders/folders.module.js';
export { TransportModule } from './transport.module.js';
