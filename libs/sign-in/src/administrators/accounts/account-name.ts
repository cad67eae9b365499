/** RFC 7617 §2: no colon may be in it. */
const accountName = /^[\p{L}\d][\p{L}\d._@-]{0,63}$/u;

export function isAccountName(name: string): boolean {
  return accountName.test(name);
}
