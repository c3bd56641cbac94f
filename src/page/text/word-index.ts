/** Tables of words: what each of the words that people use stands for. */

/** What a word stands for, of a table that lists the words of each meaning with blanks between them. */
export function indexWords<Meaning extends string>(table: Readonly<Record<Meaning, string>>): Map<string, Meaning> {
  return new Map(
    Object.entries<string>(table).flatMap(([meaning, words]) =>
      listWords(words).map((word) => [word, meaning as Meaning]),
    ),
  );
}

/** The words of a list with blanks between them. */
export function listWords(words: string): string[] {
  return words.trim().split(/\s+/);
}
