/** The words that stand in the columns of place and of need. */
import type { ParameterPlace } from '../../contract/operation.ts';
import type { Diagnose } from '../diagnostic/page-diagnostics.ts';

/** Where a field of a request stands. */
export type FieldPlace = ParameterPlace | 'body';

const places: Readonly<Record<string, FieldPlace>> = {
  path: 'path',
  路径: 'path',
  query: 'query',
  查询: 'query',
  url: 'query',
  header: 'header',
  headers: 'header',
  请求头: 'header',
  cookie: 'cookie',
  body: 'body',
  formdata: 'body',
  form: 'body',
  'form-data': 'body',
  请求体: 'body',
};

const yes = new Set(['是', 'true', 'yes', 'y', '必选', '必填', '必须', 'required', '√', '✓', '✔']);
const no = new Set(['否', 'false', 'no', 'n', '可选', '选填', '非必填', '非必选', 'optional', '×', '✗', '-', '']);
/** As the generators write them. */
const common = new Set(['是', '否', 'true', 'false', 'yes', 'no', '']);

/** The place that a cell names; undefined where it names none. */
export function readPlace(cell: string): FieldPlace | undefined {
  return places[cell.normalize('NFKC').trim().toLowerCase()];
}

/** Whether a field is required; undefined where the cell does not say. */
export function readRequired(
  cell: string,
  { line, diagnose }: { line: number; diagnose: Diagnose },
): boolean | undefined {
  const text = cell.trim();
  const word = text.normalize('NFKC').replaceAll(/[*`]/g, '').trim().toLowerCase();
  const read = yes.has(word) ? true : no.has(word) ? false : undefined;
  if (!common.has(text)) {
    diagnose('odd-required', { line, found: text, taken: read === true ? 'required' : 'optional' });
  }
  return word === '' ? undefined : read;
}

/** Whether a cell can stand in the column of need. */
export function isRequiredWord(cell: string): boolean {
  const word = cell.trim().toLowerCase();
  return word !== '' && (yes.has(word) || no.has(word));
}
