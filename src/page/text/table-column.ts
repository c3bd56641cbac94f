/** What the columns of a page's tables are called, in every dialect, and what a table is by them. */

export type Column =
  | 'name'
  | 'place'
  | 'type'
  | 'required'
  | 'restriction'
  | 'title'
  | 'description'
  | 'status'
  | 'meaning'
  | 'model'
  | 'property'
  | 'value'
  | 'header'
  | 'example'
  | 'default'
  | 'format';

const names: Readonly<Record<Column, readonly string[]>> = {
  name: ['名称', '名字', '参数名', '参数名称', '参数', '字段', '字段名', '字段名称', 'name', 'field', 'fieldname'],
  place: ['位置', '参数位置', '所在位置', '传参方式', 'in', 'location', 'place'],
  type: ['类型', '参数类型', '数据类型', '字段类型', 'type', 'datatype'],
  required: ['必选', '必填', '是否必选', '是否必填', '必须', '是否必须', 'required', 'mandatory'],
  restriction: ['约束', '限制', 'restrictions', 'restriction', 'constraints', 'constraint'],
  title: ['中文名', '中文名称', '标题', '显示名', 'title', 'displayname'],
  description: ['说明', '描述', '备注', '参数说明', '字段说明', '参数描述', 'description', 'comment', 'remark'],
  status: ['状态码', '响应码', 'httpstatuscode', 'statuscode', 'status', 'code', 'http状态码'],
  meaning: ['状态码含义', '含义', 'meaning'],
  model: ['数据模型', '模型', 'schema', 'dataschema', 'model', 'datamodel'],
  property: ['属性', 'property', 'parameter', 'attribute'],
  value: ['值', '枚举值', 'value', 'values'],
  header: ['响应头', 'header'],
  example: ['示例', '示例值', '例子', 'example', 'examplevalue'],
  default: ['默认值', '默认', 'default', 'defaultvalue'],
  format: ['格式', 'format'],
};

const columns = new Map(Object.entries(names).flatMap(([column, all]) => all.map((name) => [name, column as Column])));

/** The column that a header's cell names; undefined for one that nobody knows. */
export function columnOf(cell: string): Column | undefined {
  return columns.get(
    cell
      .slice(0, 100)
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[\s*`:_?]/g, ''),
  );
}

export function isColumn(cell: string): boolean {
  return columnOf(cell) !== undefined;
}

/** What a table is, by its columns. */
type TableKind = 'parameters' | 'responses' | 'headers' | 'enumeration' | 'fields';

/** Undefined for a table of no kind that is known. */
export function tableKind(header: readonly string[]): TableKind | undefined {
  const has = new Set(header.map(columnOf));
  const named = has.has('name') || has.has('property');
  if (named && has.has('place')) return 'parameters';
  if (has.has('header')) return has.has('status') ? 'headers' : undefined;
  if (has.has('status') && !has.has('type')) return 'responses';
  if (named && has.has('value') && !has.has('type')) return 'enumeration';
  return named && (has.has('type') || has.has('required')) ? 'fields' : undefined;
}
