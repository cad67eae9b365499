import { componentOf, effectiveState, type ComponentRequest } from './component-state.js';

function requests(
  ...asked: readonly (readonly [string, string, string, string?])[]
): readonly ComponentRequest[] {
  return asked.map(([component, requester, state, instance]) => ({
    component,
    requester,
    state,
    timestamp: 0,
    ...(instance === undefined ? {} : { instance }),
  })) as readonly ComponentRequest[];
}

it.each([
  ['Active', requests()],
  ['Draining', requests(['HubTransport', 'Maintenance', 'Draining'])],
  [
    'Inactive',
    requests(['HubTransport', 'Maintenance', 'Draining'], ['HubTransport', 'HealthAPI', 'Inactive']),
  ],
  // Whoever took it down has to bring it back.
  [
    'Draining',
    requests(['HubTransport', 'Maintenance', 'Draining'], ['HubTransport', 'Functional', 'Active']),
  ],
  ['Active', requests(['FrontendTransport', 'Maintenance', 'Inactive'])],
  ['Inactive', requests(['ServerWideOffline', 'Maintenance', 'Inactive'])],
  ['Draining', requests(['HubTransport', 'Deployment', 'Draining', 'this'])],
  ['Active', requests(['HubTransport', 'Deployment', 'Draining', 'other'])],
])('HubTransport is %s', (state, asked) => {
  expect(effectiveState('HubTransport', asked, 'this')).toBe(state);
});

it('ServerWideOffline leaves Monitoring and RecoveryActionsEnabled on', () => {
  const asked = requests(['ServerWideOffline', 'Maintenance', 'Inactive']);
  const states = (['Monitoring', 'RecoveryActionsEnabled', 'EdgeTransport'] as const).map((component) =>
    effectiveState(component, asked),
  );
  expect(states).toEqual(['Active', 'Active', 'Inactive']);
});

it('Mailbox Delivery goes on while hubs drain into it', () => {
  const asked = requests(['HubTransport', 'Maintenance', 'Draining']);
  expect(effectiveState(componentOf('mailbox-delivery'), asked)).toBe('Active');
});
