/** The right servers are right: one table of requests, put to each of the three. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judgeStory, stories } from './requests/index.ts';
import { startStations, type RunningServer } from './right-server.ts';
import { goServer } from './start-go.ts';
import type { ForeignServer } from './start-program.ts';
import { pythonServer } from './start-python.ts';

const nodeServer: ForeignServer = { language: 'Node', start: () => startStations() };

for (const { language, missing, start } of [nodeServer, pythonServer, goServer]) {
  describe.skipIf(missing)(`the server in ${language}${missing ? ` (skipped: ${missing})` : ''}`, () => {
    let server: RunningServer;
    beforeAll(async () => {
      server = await start();
    });
    afterAll(() => server.close());

    for (const story of stories) {
      it(story.sentence, async () => {
        expect(await judgeStory(server.url, story)).toEqual([]);
      });
    }
  });
}
