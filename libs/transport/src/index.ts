export { DsnAuthor, type DsnAuthorOptions, type Reported } from './dsn/dsn-author.js';
export {
  TransportService,
  type TransportIntervals,
  type TransportServiceOptions,
} from './transport-service.js';
export { TransportModule } from './transport.module.js';
