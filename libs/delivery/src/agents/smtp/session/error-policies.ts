import type { ErrorPolicy } from '@mailyard/directory';
import { Reply, type EnhancedStatusCode } from '@mailyard/smtp';

/** RFC 3463 §3.4, §3.8: the host as a whole, and its security and policies: what the two ends of a channel agree about. */
const customSubjects = /^[45]\.[37]\./;

/**
 * What a host said, as a connector for a well-known channel takes it (ErrorPolicies): failures about the host and its
 * policies (X.3.Z and X.7.Z) count as temporary with DowngradeCustomFailures, and for good with UpgradeCustomFailures. Those
 * about a recipient or a message stay what they are, and so does 421, which is about the connection (RFC 5321 §3.8).
 */
export function underErrorPolicies(reply: Reply, policies: readonly ErrorPolicy[]): Reply {
  const { status, code, text } = reply;
  if (status === undefined || code === 421 || !customSubjects.test(status)) return reply;
  if (reply.permanent && policies.includes('DowngradeCustomFailures')) {
    return new Reply(code - 100, `4${status.slice(1)}` as EnhancedStatusCode, text);
  }
  if (reply.transient && policies.includes('UpgradeCustomFailures')) {
    return new Reply(code + 100, `5${status.slice(1)}` as EnhancedStatusCode, text);
  }
  return reply;
}
