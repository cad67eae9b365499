// What needs Nest; the rest of this lib does not, and commands start without it.
export { SignInModule, type SignInModuleOptions } from './sign-in.module.js';
export { AdministratorsModule } from './administrators/administrators.module.js';
