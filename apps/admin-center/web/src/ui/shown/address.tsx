/** An address of which the domain is always seen: where there is little room the local part is cut. */
export function Address({ address, also }: { readonly address: string; readonly also?: string }) {
  const at = address.lastIndexOf('@');
  const title = also === undefined ? address : `${address} ${also}`;
  if (at === -1) return <span title={title}>{title}</span>;
  return (
    <span className="address" title={title}>
      <span className="local">{address.slice(0, at)}</span>
      <span>{address.slice(at)}</span>
      {also !== undefined && <span className="dim"> {also}</span>}
    </span>
  );
}
