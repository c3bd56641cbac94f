/** Reads the line that opens a code block: `json title="请求路径"`. */
import { plainText } from './clean-text.ts';

/** The language in lower case, and the title; each empty where there is none. */
export function readFenceInfo(info: string): { language: string; title: string } {
  const [, double, single, bare] = /\btitle=(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(info.slice(0, 1000)) ?? [];
  const first = info.trim().split(/\s/, 1)[0] ?? '';
  return {
    language: first.includes('=') ? '' : first.toLowerCase(),
    title: plainText(double ?? single ?? bare ?? ''),
  };
}
