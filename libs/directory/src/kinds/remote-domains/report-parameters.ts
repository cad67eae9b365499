import { oneOf } from '@mailyard/schema';
import { z } from 'zod';

const on = z.boolean().default(true);

/** What mail that programs write by themselves a remote domain gets. */
export const reportParameters = {
  AllowedOOFType: oneOf(['External', 'ExternalLegacy', 'InternalLegacy', 'None'])
    .default('External')
    .describe(
      'Out-of-office replies that go there: those meant for outside; those and the ones of older programs; those meant for inside and the ones of older programs; none. InternalLegacy brings `IsInternal: true`, and `IsInternal: false` makes it ExternalLegacy.',
    ),
  AutoReplyEnabled: on.describe('Automatic replies go there. Off for the built-in one.'),
  AutoForwardEnabled: on.describe('Automatically forwarded mail goes there. Off for the built-in one.'),
  DeliveryReportEnabled: on.describe('Delivery reports go there.'),
  NDREnabled: on.describe('Non-delivery reports go there.'),
  NDRDiagnosticInfoEnabled: on.describe('Such a report has the diagnostic part with names of servers.'),
  MeetingForwardNotificationEnabled: on.describe('Notices that a meeting was forwarded go there.'),
};
