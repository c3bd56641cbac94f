/** Media types: their names, and which of them are JSON. */

/** A media type without its parameters, in lower case. */
export function mediaTypeOf(header: string): string {
  return (header.split(';', 1)[0] ?? '').trim().toLowerCase();
}

/** Whether a media type without parameters is JSON, by whatever name (RFC 6839, section 3.1). */
export function isJson(mediaType: string): boolean {
  return /^[^;]*[/+]json$/i.test(mediaType);
}

/** Whether a media type, as `mediaTypeOf` has it, is the documented one, or of its range. */
export function isOfType(mediaType: string, documented: string): boolean {
  const wanted = mediaTypeOf(documented);
  return (
    wanted === mediaType || wanted === '*/*' || (wanted.endsWith('/*') && mediaType.startsWith(wanted.slice(0, -1)))
  );
}
