import { z } from 'zod';

/** What a Receive connector says about Integrated authentication. */
export const integratedParameters = {
  EnableAuthGSSAPI: z
    .boolean()
    .default(false)
    .describe('Integrated is offered as GSSAPI (Kerberos); needs MAILYARD_KERBEROS_KEYTAB.'),
};
