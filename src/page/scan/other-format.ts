/** Tells a page that is written in another format than Markdown, by what it says; its name matters nothing. */

export interface OtherFormat {
  name: string;
  /** How it becomes what can be read. */
  convert: string;
}

const formats: readonly (OtherFormat & { sign: RegExp })[] = [
  {
    name: 'API Blueprint',
    sign: /^FORMAT:\s*1A\b|^\+ (?:Response \d{3}|Request|Parameters|Attributes)(?:\s*[([].*)?$/m,
    convert: 'apib2swagger makes OpenAPI of it',
  },
  {
    name: 'AsciiDoc',
    sign: /^(?:= \S|:toc:|:source-highlighter:)|^\|===\s*$|^\[source[,\]]/m,
    convert: 'downdoc makes Markdown of it',
  },
  {
    name: 'HTML',
    sign: /^\s*(?:<\?xml[^>]*>\s*)?<(?:!doctype html|html)[\s>]/i,
    convert: 'pandoc -t gfm makes Markdown of it',
  },
  {
    name: 'RAML',
    sign: /^#%RAML /,
    convert: 'webapi-parser makes OpenAPI of it',
  },
  {
    name: 'reStructuredText',
    sign: /^\.\. (?:http:\w+::|toctree::|code-block::)/m,
    convert: 'pandoc -t gfm makes Markdown of it',
  },
];

/** How much of a page is looked at. */
const LONGEST = 100_000;

/** The format of a page that is no Markdown; undefined for Markdown. */
export function findOtherFormat(lines: readonly string[]): OtherFormat | undefined {
  const outside: string[] = [];
  let inFence = false;
  let length = 0;
  for (const line of lines) {
    if (/^\s*(?:`{3}|~{3})/.test(line)) inFence = !inFence;
    else if (!inFence) outside.push(line.slice(0, 200));
    length += line.length;
    if (length > LONGEST) break;
  }
  const text = outside.join('\n');
  return formats.find(({ sign }) => sign.test(text));
}
