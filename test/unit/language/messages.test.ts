import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { messages } from '../../../src/language/messages.ts';
import { tellIn, translate } from '../../../src/language/translate.ts';
import { problemKinds } from '../../../src/verdict/problem-kind.ts';

const holesOf = (text: string): string[] => (text.match(/\{[#*]?[a-z]+\}|<[a-z]+>/g) ?? []).sort();
/** Chinese has its own characters, and its own punctuation. */
const han = /[\p{Script=Han}、，；：（]/u;

/** Words that are the same in both languages. */
const same = new Set(['null', 'emoji', 'CRLF', '{#status} {*body}', '中文', 'of', '<names> ({operation})']);

describe('the table of messages', () => {
  it('has Chinese for every English, about the same things', () => {
    const odd = messages.filter(([english, chinese]) => !same.has(english) && !han.test(chinese));
    expect(odd).toEqual([]);
    const unlike = messages.filter(([english, chinese]) => String(holesOf(english)) !== String(holesOf(chinese)));
    expect(unlike).toEqual([]);
  });

  it('says nothing in two ways', () => {
    const known = new Map<string, string>();
    const twice = messages.filter(([english, chinese]) => {
      const before = known.get(english);
      known.set(english, chinese);
      return before !== undefined && before !== chinese;
    });
    expect(twice).toEqual([]);
  });

  it('has every kind of problem', () => {
    expect(Object.values(problemKinds).filter((prose) => translate(prose) === undefined)).toEqual([]);
  });

  it('has every sentence that a run is told in', () => {
    const src = fileURLToPath(new URL('../../../src', import.meta.url));
    const files = globSync(
      [
        'verify/**/*.ts',
        'mock/control/{change-state,check-request}.ts',
        'commands/verify-har.ts',
        'pact/provider/judge-interaction.ts',
        'verdict/baseline.ts',
      ],
      {
        cwd: src,
      },
    );
    const left = files.flatMap((file) => sentencesOf(readFileSync(`${src}/${file}`, 'utf8')).filter(isUntold));
    expect(left).toEqual([]);
  });
});

/** What the source gives as a message, as what was expected or came, as a reason, or as the sentence of a case. */
function sentencesOf(source: string): string[] {
  const given =
    /\b(?:message|expected|actual|reason|because|sentence)(?::| =)\s*(`(?:\\.|[^`\\])*`|'(?:\\.|[^'\\])*')/g;
  return [...source.matchAll(given)].map(([, literal = '']) =>
    literal
      .slice(1, -1)
      .replaceAll('\\\\', '\\')
      .replaceAll(/\$\{(?:[^{}]|\{[^{}]*\})*\}/g, '7'),
  );
}

/** Whether it is prose, and not in the table; names and statuses have no blank. */
function isUntold(sentence: string): boolean {
  return / [a-z]{2}/.test(sentence) && !sentence.includes('${') && translate(sentence) === undefined;
}

describe('what is told in Chinese', () => {
  const tell = tellIn('zh');

  it('leaves names and values of the document and the server as they are', () => {
    expect(tell('a valid request is refused because of desc: "a request without null is refused"')).toBe(
      '合法请求被拒绝，原因是 desc："a request without null is refused"',
    );
    expect(tell('{"msg":"the answer is empty"}')).toBe('{"msg":"the answer is empty"}');
    expect(tell('Traceback (most recent call last)')).toBe('Traceback (most recent call last)');
  });

  it('is put together as the English is', () => {
    expect(tell('title of the request has at most 300 characters')).toBe('请求字段 title 最多 300 个字符');
    expect(tell('the body of the 201 answer is an object or null')).toBe('201 响应体为对象或 null');
    expect(tell('the answer is empty: a request with all members but note')).toBe(
      '响应为空：除 note 外含全部字段的请求',
    );
    expect(tell('status must be integer, not "1"')).toBe('status 必须是 integer，而不是 "1"');
  });

  it('is the English itself in English', () => {
    expect(tellIn('en')('a refusal')).toBe('a refusal');
  });

  it('takes no long time for texts of servers', () => {
    const hostile = 'a request, or of and : ('.repeat(400);
    const begun = process.cpuUsage().user;
    expect(tell(hostile)).toBe(hostile);
    expect(tell(hostile.slice(0, 1_900))).toBe(hostile.slice(0, 1_900));
    expect(process.cpuUsage().user - begun).toBeLessThan(5_000_000);
  });
});
