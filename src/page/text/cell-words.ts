/** The words that stand in the columns of place and of need. */
import type { ParameterPlace } from '../../contract/operation.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';
import { indexWords, listWords } from './word-index.ts';

/** Where a field of a request stands. */
export type FieldPlace = ParameterPlace | 'body';

const words: Readonly<Record<FieldPlace, string>> = {
  path: 'path 路径 路径参数 pathparam pathparameter pathvariable uri url路径 in:path',
  query: 'query 查询 查询参数 url querystring queryparam queryparameter urlparam url参数 param params search',
  header: 'header headers 请求头 请求头部 头部 头 requestheader httpheader',
  cookie: 'cookie cookies',
  body: `
    body formdata form form-data requestbody 请求体 表单 json data jsonbody bodyparam payload
    x-www-form-urlencoded raw`,
};

const places = indexWords(words);

const yes = new Set(
  listWords(`
    是 必选 必填 必须 必需 必传 需要 必要 true yes y required mandatory must always m t 1 √ ✓ ✔ ✔️ ✅ ☑ ●`),
);
const no = new Set([
  '',
  ...listWords(`
    否 可选 选填 非必填 非必选 非必须 非必需 非必传 不必须 不必填 不需要 可不填 不是 false no n optional o f 0
    × ✗ ✘ ✖ ❌ ✖️ - — /`),
]);
/** As the generators write them. */
const common = new Set(['是', '否', '必须', '非必须', 'true', 'false', 'yes', 'no', 'Yes', 'No', '']);

/** The place that a cell names; undefined where it names none. */
export function readPlace(cell: string): FieldPlace | undefined {
  return places.get(plainWord(cell));
}

/** Whether a cell names a form as the place. */
export function isFormWord(cell: string): boolean {
  return /^(?:form|form-?data|x-www-form-urlencoded|表单)$/.test(plainWord(cell));
}

/** Whether a field is required; undefined where the cell does not say. */
export function readRequired(
  cell: string,
  { line, diagnose }: { line: number; diagnose: Diagnose },
): boolean | undefined {
  const text = cell.trim();
  const word = plainWord(text);
  const read = yes.has(word) ? true : no.has(word) ? false : readBeginning(word);
  if (!common.has(text)) {
    diagnose('odd-required', { line, found: text, taken: read === true ? 'required' : 'optional' });
  }
  return word === '' ? undefined : read;
}

/** `required (if …)`, `optional, default 10`: what a cell begins with; a condition makes it neither. */
function readBeginning(word: string): boolean | undefined {
  if (/(?:if|when|unless|depends|conditional|如果|若|当|时)/.test(word)) return undefined;
  if (/^(?:非必|可选|选填|不必|optional|notrequired|no,)/.test(word)) return false;
  return /^(?:必填|必选|必须|必传|required|mandatory|yes,)/.test(word) ? true : undefined;
}

/** A word without the marks around it. */
function plainWord(cell: string): string {
  return cell
    .slice(0, 200)
    .normalize('NFKC')
    .replaceAll(/[*`\s]/g, '')
    .toLowerCase();
}

/** Whether a cell can stand in the column of need. */
export function isRequiredWord(cell: string): boolean {
  const word = plainWord(cell);
  return word !== '' && (yes.has(word) || no.has(word));
}
