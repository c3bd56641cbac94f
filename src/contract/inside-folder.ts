/** Keeps what documents name inside of the folder that it belongs to, whichever way would lead out of it. */
import { readlinkSync, realpathSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { UsageError } from '../errors.ts';

/**
 * Whether a path, taken from `folder`, stays below it: not by `..`, as an absolute path, through a link, nor because the name of
 * another folder begins alike. What is not there yet is where its folder is.
 */
export function isInside(folder: string, path: string): boolean {
  if (path.includes('\0')) return false;
  const way = relative(placeOf(folder), placeOf(resolve(folder, path)));
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

/** The path of what a folder holds; throws a UsageError where it is a link that leads out of it: nobody named what is there. */
export function pathInside(folder: string, name: string): string {
  const path = join(folder, name);
  if (isInside(folder, name)) return path;
  throw new UsageError(`${path} is a link out of ${folder}`, { hint: 'Name the file itself, if it is meant.' });
}

/** Links on the way to one place; more of them are a circle. */
const MOST_LINKS = 40;

/** Where a path leads once every link on it is followed, also one to what is not there. */
function placeOf(path: string, links = 0): string {
  try {
    return realpathSync(path);
  } catch {
    const above = dirname(path);
    if (above === path || links > MOST_LINKS) return path;
    const place = join(placeOf(above, links), basename(path));
    const target = linkOf(place);
    return target === undefined ? place : placeOf(resolve(dirname(place), target), links + 1);
  }
}

function linkOf(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch {
    return undefined;
  }
}
