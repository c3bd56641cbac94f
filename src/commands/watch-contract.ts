/** Reads a contract again when one of its files changes; what is broken is said, and the last good one stays. */
import { isInside } from '../contract/inside-folder.ts';
import { findScenarioFolder } from '../contract/operation/read-scenarios.ts';
import { existsSync, watch, type FSWatcher } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Contract } from '../contract/contract.ts';
import { type FetchedDocument, type FetchOptions, fetchDocument } from './fetch-document.ts';
import { hideCredentials } from '../http/client/plain-url.ts';
import { formatError } from './format-error.ts';
import { isRemote } from '../contract/document/read-document.ts';

export interface Watched {
  /** Takes what was read. */
  accept: (contract: Contract) => Promise<void> | void;
  /** Takes what is wrong with it, in a sentence. */
  refuse: (message: string) => void;
  /** Reads the contract anew; rejects where it does not hold. */
  open: () => Promise<Contract>;
  /** How a contract on a server is fetched. */
  source: FetchOptions;
  /** Milliseconds between two looks at the documents on servers. */
  every?: number;
}

/** Editors write a file in several steps: what comes within these milliseconds is one change. */
const QUIET = 60;

/** Watches until the function that it gives is called. */
export function watchContract(contract: Contract, { accept, refuse, open, source, every = POLL }: Watched): () => void {
  const watchers = new Map<string, FSWatcher>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let current = contract;
  /** Why it could not be read when it was last tried. */
  let broken: string | undefined;

  function changed(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void reload(), QUIET);
  }

  async function reload(): Promise<void> {
    timer = undefined;
    if (stopped) return;
    try {
      const next = await open();
      current = next;
      broken = undefined;
      follow();
      await accept(next);
    } catch (error) {
      const message = hideCredentials(formatError(error, { debug: false })).replace(/^docpact: /, '');
      // A document on a server is tried again and again.
      if (broken !== message) refuse(message);
      broken = message;
    }
  }

  /** What is no part of the contract may lie beside it; while a part is missing, anything may be it. */
  function matters(folder: string, name: string | null): boolean {
    if (name === null || scenarioFolders(current).includes(folder)) return true;
    return (
      /\.(?:ya?ml|json|md|mdx|markdown)$/.test(name) &&
      (broken !== undefined || current.files.includes(join(folder, name)))
    );
  }

  /** Folders are watched, not files: an editor that writes a new file in place of the old one would be lost. */
  function follow(): void {
    const wanted = foldersOf(current);
    for (const [folder, watcher] of watchers) {
      if (wanted.has(folder) && existsSync(folder)) continue;
      watcher.close();
      watchers.delete(folder);
    }
    for (const folder of wanted) {
      if (watchers.has(folder) || !existsSync(folder)) continue;
      const watcher = watch(folder, { persistent: false }, (_event, name) => {
        if (matters(folder, name)) changed();
      });
      // A folder that goes away says so by a change of the one around it.
      watcher.on('error', () => undefined);
      watchers.set(folder, watcher);
    }
  }

  follow();
  const stopPolling = pollDocuments({
    source,
    // What is still broken is seen at every look: a reload that is under way is not put off by that.
    changed: () => void (timer ?? changed()),
    every,
    files: () => current.files,
    isBroken: () => broken !== undefined,
  });
  return () => {
    stopped = true;
    stopPolling();
    clearTimeout(timer);
    for (const watcher of watchers.values()) watcher.close();
  };
}

/** Milliseconds between two looks at the documents on servers. */
const POLL = 5000;

interface Polled {
  source: FetchOptions;
  every: number;
  /** The documents of the contract, of which those on servers are looked at. */
  files: () => readonly string[];
  /** Whether the contract could not be read when it was last tried. */
  isBroken: () => boolean;
  changed: () => void;
}

/** Asks the servers whether a document is another by now, by what they call its state (RFC 9110, 8.8.3), else by its text. */
function pollDocuments({ source, every, files, isBroken, changed }: Polled): () => void {
  const known = new Map<string, FetchedDocument>();
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  const isAnother = async (url: string, home: string): Promise<boolean> => {
    const before = known.get(url);
    // What is meant for the contract's own host is not for others.
    const isHome = new URL(url).host === new URL(home).host;
    const options = isHome ? source : { ...source, header: {} };
    // A server that is away for a while has its document again later.
    const document = await fetchDocument(url, options, before?.etag).catch(() => undefined);
    if (!document) return false;
    known.set(url, document);
    return before !== undefined && document.text !== before.text;
  };
  const look = async (): Promise<void> => {
    const [home = '', ...others] = files().filter(isRemote);
    const found = home === '' ? [] : await Promise.all([home, ...others].map((url) => isAnother(url, home)));
    if (stopped) return;
    if (found.includes(true) || (found.length > 0 && isBroken())) changed();
    if (found.length > 0) timer = setTimeout(() => void look(), every).unref();
  };
  void look();
  return () => {
    stopped = true;
    clearTimeout(timer);
  };
}

/** The folders that hold the contract's files, and those in which a scenario may appear. */
function foldersOf(contract: Contract): Set<string> {
  const files = [contract.file, ...contract.files].filter((file) => !isRemote(file)).map((file) => dirname(file));
  return new Set([...files, ...scenarioFolders(contract).filter((folder) => existsSync(folder))]);
}

function scenarioFolders({ file, document, operations }: Contract): string[] {
  const root = findScenarioFolder(file, document['x-scenarios']);
  if (root === undefined) return [];
  return [root, ...operations.map(({ id }) => join(root, id)).filter((folder) => isInside(root, folder))];
}
