/** What others may say to steer, hide, link or run something, and what each format of what is written must not have of it. */
import { XMLValidator } from 'fast-xml-parser';
import { expect } from 'vitest';

/** One text with all of it. */
export const everything: string =
  '\u001B]8;;http://evil.example\u0007x\u001B[2J\u009B31m\b\0\r\n::error::x\n  ::set-output name=x::y\n##[error]x\n##vso[task.setvariable variable=x]y\n' +
  "</script><img src=x onerror=x>\"'`|*_~[x](http://evil.example/x)[y](javascript:alert(1))![i](x) www.evil.example @everyone <!-- ]]> --> \u202Eabc\u2066d\u200Be\uFEFF\uFFFE\uD800 %0A::x \n```\n# out\n````\n =cmd|' /C calc'!A0";

/** Controls, what turns or hides text, halves of characters. */
export const raw: RegExp = /[[\p{Cc}--[\n\t]]\p{Bidi_Control}\p{Cs}\u200B\u2028\u2029\uFEFF\uFFFE]/v;

/** What a service that runs jobs obeys where it stands in a log: GitHub at the beginning of a line, Azure and TeamCity anywhere. */
const command = /^\s*::|##[a-z]*\[/im;

/** The text is well-formed, and harmless in a terminal, in the log of a job and where its format is shown. */
export function expectHarmless(format: string, text: string): void {
  expect(near(text, raw)).toBeUndefined();
  if (format !== 'github') expect(near(text, command)).toBeUndefined();
  formats[format]?.(text);
}

/** What was found, and what stands around it. */
function near(text: string, pattern: RegExp): string | undefined {
  const found = pattern.exec(text);
  return found ? JSON.stringify(text.slice(Math.max(0, found.index - 80), found.index + 40)) : undefined;
}

const formats: Readonly<Record<string, (text: string) => void>> = {
  json: (text) => JSON.parse(text) as void,
  ndjson: (text) =>
    text
      .trim()
      .split('\n')
      .forEach((line) => JSON.parse(line) as void),
  gitlab(text) {
    const entries = JSON.parse(text) as { content: { body: string } }[];
    for (const { content } of entries) formats['markdown']?.(content.body);
  },
  sarif(text) {
    const { runs } = JSON.parse(text) as { runs: { results: { message: { text: string } }[] }[] };
    for (const { message } of runs.flatMap(({ results }) => results)) expect(message.text).not.toMatch(/(?<!\\)\]\(/);
    for (const [, uri = ''] of text.matchAll(/"uri": "(.*)"/g))
      expect(uri).toMatch(/^(?!javascript:)[\w/.:%~!$&'()*+,;=@[\]-]*$/);
  },
  junit: (text) => expect(XMLValidator.validate(text)).toBe(true),
  html(text) {
    const rest = text.replaceAll(/<(script|style)>[^]*?<\/\1>/g, '');
    const tag = /<(?:!doctype html|\/?[a-z][a-z0-9]*(?:\s+[a-z-]+(?:="[^"<>]*")?)*)>/g;
    expect(rest.replaceAll(tag, '')).not.toMatch(/[<>"']/);
    for (const [found] of rest.matchAll(tag))
      expect(found.replaceAll(/"[^"]*"/g, '""')).not.toMatch(
        /^<(?:script|img|a|iframe|svg|base|object)\b| (?:on\w+|style|src|href)=/,
      );
  },
  github(text) {
    const [annotations = ''] = text.includes('::stop-commands::') ? text.split('::stop-commands::', 1) : [];
    for (const line of annotations.split('\n').slice(0, -1)) expect(line).toMatch(/^::(?:error|warning|notice) /);
    let paused: string | undefined;
    for (const line of text.trimEnd().split('\n')) {
      if (paused === undefined)
        expect(line).toMatch(/^(?:::(?:error|warning|notice) [^:]*::|::stop-commands::[\da-f]{64}$)|^(?!\s*::)/);
      expect(line).not.toMatch(/##[a-z]*\[/i);
      if (line === `::${paused}::`) paused = undefined;
      else paused ??= /^::stop-commands::(.*)$/.exec(line)?.[1];
    }
    expect(paused).toBeUndefined();
  },
  markdown(text) {
    const lines = outside(text);
    expect(lines).not.toMatch(/^# /m);
    expect(lines).not.toMatch(/@(?!<\/code>)|\]\(|!\[|https?:\/\/evil|www\.evil|<(?:script|img|a|h1|!--)\b/i);
  },
};

/** Lines outside of fences and pieces of code, as Markdown reads them. */
function outside(markdown: string): string {
  return markdown.replaceAll(/^(`{3,})[^`\n]*\n(?:[^]*?\n)?\1`*[ \t]*$/gm, '').replaceAll(/<pre>[^]*?<\/pre>/g, '');
}
