/** Names as people mean them: what differs in case, blanks and punctuation only is one name. */
export function squeezeName(name: string): string {
  return name.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
}
