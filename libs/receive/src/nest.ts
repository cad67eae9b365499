// What needs Nest; the rest of this lib does not, and commands start without it.
export { Hubs, HubsModule } from './sinks/hub/hubs.module.js';
export { Injection, type InjectionOrder } from './injection/injection.js';
export { InjectionModule } from './injection/injection.module.js';
export { OutboundProxyModule } from './tunnels/outbound-proxy.module.js';
export { ReceiveModule, type Backend, type ReceiveModuleOptions } from './receive.module.js';
