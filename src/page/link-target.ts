/** The target of a link: the page that it leads to, and the anchor on it. */
/** `./other.md#schemaa%20b` -> `./other.md` and `schemaa b` */
export function splitTarget(target: string): { path: string; anchor: string } {
  const [path = '', ...rest] = target.split('#');
  return { path: decode(path), anchor: decode(rest.join('#')) };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
