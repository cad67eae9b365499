import { smtpAddress } from '@mailyard/schema';

/** What becomes of journal reports that cannot be delivered. */
export const journalParameters = {
  JournalingReportNdrTo: smtpAddress
    .optional()
    .describe(
      'Gets the non-delivery reports of journal reports, with these attached. Default: nobody; a report that cannot be delivered is lost.',
    ),
};
