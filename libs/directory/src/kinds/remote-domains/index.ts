import { isSameName } from '@mailyard/schema';

import type { Kind, ObjectProblem } from '../kind.js';
import {
  remoteDomainDomains,
  remoteDomainNames,
  remoteDomainSchema,
  type RemoteDomain,
} from './remote-domain.js';
import { reportParameters } from './report-parameters.js';
import { characterSets } from './text-parameters.js';
import { remoteDomainForm } from './remote-domain-form.js';

/** As setup makes it. */
const builtIn = {
  Name: 'Default',
  DomainName: '*',
  AutoReplyEnabled: false,
  AutoForwardEnabled: false,
  CharacterSet: 'iso-8859-1',
  NonMimeCharacterSet: 'iso-8859-1',
} as const;

export const remoteDomains = {
  noun: 'RemoteDomain',
  schema: remoteDomainSchema,
  identity: remoteDomainNames,
  indexes: [remoteDomainNames, remoteDomainDomains],
  fixed: [{ parameter: 'DomainName', object: 'remote domain' }],
  builtIn: [builtIn],
  form: remoteDomainForm,
  text: {
    introduction:
      'Every organization has the built-in one, `Default` for `*`, which cannot be removed or renamed. Remote domains are kept, ' +
      'checked, planned and exported. `NDREnabled`, `DeliveryReportEnabled` and `NDRDiagnosticInfoEnabled` act ' +
      '([notifications](notifications.md)), and so do those about text, on the way to the hosts of Send connectors: nothing that is ' +
      'signed, encrypted, a file, encoded or a message in the message is changed. `AllowedOOFType`, `AutoReplyEnabled`, ' +
      '`AutoForwardEnabled` and `MeetingForwardNotificationEnabled` act on automatic mail: what they do not allow is dropped, and ' +
      'nobody hears of it. With `IsInternal` recipients there are in the organization for mail flow rules (SentToScope) and for journal ' +
      'rules (Scope), and senders there get DSNs by the Internal… settings of the transport settings; names of servers are left out of ' +
      'those all the same.',
    appendix: [`Character sets: ${characterSets.map((name) => `\`${name}\``).join(', ')}.`],
  },

  /** As Set-RemoteDomain links the two. */
  entailed(given, known) {
    const type = reportParameters.AllowedOOFType.safeParse(given['AllowedOOFType']).data;
    if (type === 'InternalLegacy') return { IsInternal: true };
    const isLeft = 'IsInternal' in given && given['IsInternal'] !== true;
    return isLeft && known?.AllowedOOFType === 'InternalLegacy' ? { AllowedOOFType: 'ExternalLegacy' } : {};
  },

  *problems({ Name, DomainName, AllowedOOFType, IsInternal }): Iterable<ObjectProblem> {
    if (AllowedOOFType === 'InternalLegacy' && !IsInternal) {
      yield { path: ['AllowedOOFType'], reason: 'InternalLegacy needs IsInternal' };
    }
    if (DomainName === '*' && !isSameName(Name, builtIn.Name)) {
      yield { path: ['Name'], reason: `the remote domain for * is ${builtIn.Name}` };
    }
  },
} as const satisfies Kind<RemoteDomain>;
