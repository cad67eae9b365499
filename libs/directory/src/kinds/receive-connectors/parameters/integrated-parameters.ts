import { oneOf } from '@mailyard/schema';
import { z } from 'zod';

/** What a Receive connector says about Integrated authentication. */
export const integratedParameters = {
  EnableAuthGSSAPI: z
    .boolean()
    .default(false)
    .describe('Integrated is offered as GSSAPI (Kerberos); needs MAILYARD_KERBEROS_KEYTAB.'),
  ExtendedProtectionPolicy: oneOf(['None', 'Allow', 'Require'])
    .default('None')
    .describe(
      'Whether Integrated must be bound to the TLS channel. Require: Integrated is not offered, since no channel is bound ' +
        'here; Allow is the same as None.',
    ),
};
