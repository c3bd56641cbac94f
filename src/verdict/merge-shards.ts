/** Which shards of a run a merged report stands for. */

/** Labels such as `1/4` as one; undefined where they are the whole run, or the run had no shards. */
export function mergeShards(labels: ReadonlyArray<string | undefined>): string | undefined {
  if (labels.includes(undefined)) return undefined;
  const shards = new Set(labels.flatMap((label = '') => label.split(', ')));
  const total = Number([...shards][0]?.split('/')[1]);
  if (shards.size === total) return undefined;
  return [...shards].sort((a, b) => Number.parseInt(a, 10) - Number.parseInt(b, 10)).join(', ');
}
