/** A process that takes state files when it is told to: at a moment, which others are told, too. Says which it got. */
import { openStateFile } from '../../src/mock/state/state-file.ts';

process.on('message', ({ file, at }: { file: string; at: number }) => {
  while (performance.timeOrigin + performance.now() < at);
  let won = true;
  try {
    openStateFile(file, () => undefined);
  } catch {
    won = false;
  }
  process.send?.(won);
});
process.send?.('ready');
