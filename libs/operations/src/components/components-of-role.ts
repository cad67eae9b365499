import type { Organization } from '@mailyard/directory';
import { components, type Component } from '@mailyard/service';

import { OperationInputError } from '../operation.js';

const ofOrganizations: readonly Component[] = ['FrontendTransport', 'HubTransport'];

/** What a server of the directory is made of. */
export function componentsOf({ edge }: Pick<Organization, 'edge'>): readonly Component[] {
  return edge === undefined ? components : components.filter((each) => !ofOrganizations.includes(each));
}

/** Throws for a component that would never be seen to change. */
export function requireComponent(component: Component, organization: Pick<Organization, 'edge'>): void {
  if (componentsOf(organization).includes(component)) return;
  throw new OperationInputError(
    `component: ${organization.edge?.Name} is an Edge Transport server, and has no ${component}; its own is EdgeTransport`,
  );
}
