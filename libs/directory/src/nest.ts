// What needs Nest; the rest of this lib does not, and commands start without it.
export { DirectoryModule } from './directory.module.js';
export { ConnectorSecretsModule } from './secrets/connector-secrets.module.js';
