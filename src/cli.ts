#!/usr/bin/env node
/** The entry of the command line: checks the Node that runs it, then hands over. Nothing that an old Node lacks is named before. */
import nodeModule from 'node:module';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 24 || (major === 24 && minor < 18)) {
  process.stderr.write(
    `docpact needs Node 24.18 or later; this is ${process.versions.node}.\n` +
      'Install it, or put it beside your project: npm install --save-dev node@24, then use npx docpact.\n',
  );
  process.exit(2);
}
nodeModule.enableCompileCache();
const { run } = await import('./commands/run.ts');
process.exitCode = await run(process.argv.slice(2));
