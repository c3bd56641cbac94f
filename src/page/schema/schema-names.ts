/** Names for the schemas of a contract: the same for the same content, told apart in a stable way otherwise. */

/** A name that was given. */
interface Claim {
  key: string;
  /** Where another content of that name first stood; undefined where the name was free, or had the same content. */
  other: string | undefined;
}

export class SchemaNames {
  readonly #contents = new Map<string, Map<string, { key: string; source: string }>>();
  readonly #taken = new Set<string>();

  /** The key of `content` under `name`; another content of that name gets `suffix`. */
  claim(name: string, content: string, { suffix, source }: { suffix: string; source: string }): Claim {
    const base = sanitizeName(name);
    const known = this.#contents.get(base.toLowerCase()) ?? new Map<string, { key: string; source: string }>();
    this.#contents.set(base.toLowerCase(), known);
    const same = known.get(content);
    if (same) return { key: same.key, other: undefined };
    const [first] = known.values();
    const key = this.#free(first ? `${base}_${sanitizeName(suffix)}` : base);
    known.set(content, { key, source });
    return { key, other: first?.source };
  }

  /** Two names that differ in case alone would be one file on some systems. */
  #free(wanted: string): string {
    for (let n = 1; ; n += 1) {
      const key = n === 1 ? wanted : `${wanted}-${n}`;
      if (this.#taken.has(key.toLowerCase())) continue;
      this.#taken.add(key.toLowerCase());
      return key;
    }
  }
}

/** A name as it can stand in a reference and be a file's. */
function sanitizeName(name: string): string {
  const safe = name
    .slice(0, 100)
    .normalize('NFC')
    .replaceAll(/[^\p{L}\p{N}\p{M}_.-]+/gu, '-')
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return safe === '' ? 'schema' : safe;
}
