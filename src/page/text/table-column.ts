/** What the columns of a page's tables are called, in every dialect, and what a table is by them. */

import type { Table } from '../scan/block.ts';
import { readPlace } from './cell-words.ts';
import { indexWords } from './word-index.ts';

export type Column =
  | 'name'
  | 'place'
  | 'type'
  | 'required'
  | 'optional'
  | 'restriction'
  | 'title'
  | 'description'
  | 'notes'
  | 'status'
  | 'meaning'
  | 'model'
  | 'property'
  | 'value'
  | 'values'
  | 'header'
  | 'example'
  | 'default'
  | 'format';

const names: Readonly<Record<Column, string>> = {
  name: `
    名称 名字 参数名 参数名称 参数 字段 字段名 字段名称 变量名 属性名 属性名称 键 name field fieldname key
    argument arg param paramname parametername member attributename propertyname variable`,
  place: `
    位置 参数位置 所在位置 传参方式 请求类型 参数所在位置 传入位置 in location place locatedin paramtype
    parametertype position`,
  type: '类型 参数类型 数据类型 字段类型 值类型 type datatype valuetype javatype',
  required: `
    必选 必填 是否必选 是否必填 必须 是否必须 是否必需 必需 是否必传 必传 必填项 required mandatory require req
    m/o required/optional isrequired`,
  optional: '是否可选 可选 是否可空 可空 是否可为空 允许为空 optional isoptional',
  restriction: `
    约束 限制 长度 最大长度 校验规则 规则 取值范围 范围 字段长度 restrictions restriction constraints constraint
    length maxlength range validation rules`,
  title: '中文名 中文名称 标题 显示名 title displayname',
  description: `
    说明 描述 备注 参数说明 字段说明 参数描述 字段描述 参数含义 字段含义 解释 注释 释义 用途 补充说明 描述说明
    其他信息 description desc comment comments remark remarks details explanation`,
  notes: 'notes note',
  status: `
    状态码 响应码 返回码 错误码 错误代码 http状态码 业务码 httpstatuscode statuscode status code httpstatus
    httpcode responsecode errorcode errcode httpstatuscodes`,
  meaning: '状态码含义 含义 意义 meaning reason message msg 错误信息 提示信息 错误描述 信息 提示',
  model: '数据模型 模型 schema dataschema model datamodel responsetype',
  property: '属性 property parameter attribute',
  value: '值 枚举值 参数值 value',
  values: '可选值 可取值 values allowedvalues possiblevalues enumvalues enum 枚举',
  header: '响应头 header',
  example: '示例 示例值 例子 样例 举例 参考值 参数示例 example examplevalue sample examples',
  default: '默认值 默认 default defaultvalue',
  format: '格式 format',
};

const columns = indexWords(names);

/** The column that a header's cell names; undefined for one that nobody knows. */
export function columnOf(cell: string): Column | undefined {
  const known = cell.length > 100 ? undefined : read.get(cell);
  if (known) return known.column;
  const word = cell
    .slice(0, 100)
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s*`:_?]/g, '');
  const column = columns.get(word);
  if (cell.length <= 100 && read.size < MOST_KEPT) read.set(cell, { column });
  return column;
}

/** Headers that were read: a page has the same few in each of its tables. */
const read = new Map<string, { column: Column | undefined }>();
const MOST_KEPT = 1000;

export function isColumn(cell: string): boolean {
  return columnOf(cell) !== undefined;
}

/** What the columns of a table are. Of two that speak of types, one may hold nothing but places. */
export function columnsOf({ header, rows }: Pick<Table, 'header' | 'rows'>): (Column | undefined)[] {
  const found = header.map(columnOf);
  const isPlaces = (index: number): boolean =>
    rows.length > 0 &&
    rows.every(({ cells }) => readPlace(cells[index] ?? '') !== undefined || (cells[index] ?? '').trim() === '');
  const types = found.flatMap((column, index) => (column === 'type' ? [index] : []));
  if (types.length > 1 && !found.includes('place')) {
    const at = types.find(isPlaces);
    if (at !== undefined) found[at] = 'place';
  }
  const isOfFields = found.includes('name') || found.includes('property');
  if (!isOfFields) return found;
  // A table of fields has no answers: what is called schema, values or meaning there is their type, their values, what they are.
  return found.map((column) => {
    if (column === 'model' && !found.includes('type')) return 'type';
    if (column === 'meaning' && !found.includes('description')) return 'description';
    return column;
  });
}

/** What a table is, by its columns. */
type TableKind = 'parameters' | 'responses' | 'headers' | 'enumeration' | 'fields';

/** Undefined for a table of no kind that is known. */
export function tableKind(header: readonly string[]): TableKind | undefined {
  const has = new Set(header.map(columnOf));
  const named = has.has('name') || has.has('property');
  if (named && has.has('place')) return 'parameters';
  if (has.has('header') && has.has('status')) return 'headers';
  if (has.has('status') && !has.has('type') && !named) return 'responses';
  const lists = has.has('value') || has.has('values');
  if (named && lists && !['type', 'required', 'optional', 'example'].some((column) => has.has(column as Column)))
    return 'enumeration';
  if (named) return header.length > 1 ? 'fields' : undefined;
  return has.has('header') && header.length > 1 ? 'fields' : undefined;
}
