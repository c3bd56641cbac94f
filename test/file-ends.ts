/** What a test file started is ended when the file is through: files share processes, and the modules that they load. */
const endings: (() => unknown)[] = [];

/** Has `end` called when the test file that runs now is through. */
export function whenFileEnds(end: () => unknown): void {
  endings.push(end);
}

export async function endFile(): Promise<void> {
  await Promise.all(endings.splice(0).map((end) => end()));
}
