/** An entry in LDIF (RFC 2849); values in base64, whatever is in them. */
export function ldif(
  dn: string,
  attributes: Readonly<Record<string, string | Buffer | readonly string[]>>,
): string {
  const lines = Object.entries(attributes).flatMap(([name, value]) =>
    (Array.isArray(value) ? (value as readonly string[]) : [value as string | Buffer]).map(
      (each) => `${name}:: ${Buffer.from(each as string).toString('base64')}`,
    ),
  );
  return `${[`dn:: ${Buffer.from(dn).toString('base64')}`, ...lines].join('\n')}\n\n`;
}

/** A person of OpenLDAP, whose password is `<uid>-secret`. */
export function person(uid: string, more: Readonly<Record<string, string | readonly string[]>> = {}): string {
  return ldif(`uid=${uid},dc=contoso,dc=com`, {
    objectClass: 'inetOrgPerson',
    uid,
    cn: uid,
    sn: uid,
    mail: `${uid}@contoso.com`,
    userPassword: `${uid}-secret`,
    ...more,
  });
}

/** A group of OpenLDAP, with an address. */
export function group(cn: string, members: readonly string[]): string {
  return ldif(`cn=${cn},dc=contoso,dc=com`, {
    objectClass: ['groupOfNames', 'extensibleObject'],
    cn,
    mail: `${cn}@contoso.com`,
    member: members,
  });
}
