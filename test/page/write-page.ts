/** Writes OpenAPI as pages in the Apifox dialects: what the importer reads, made from what it must give back. */
import { isSchemaObject, type SchemaObject } from '../../src/contract/schema.ts';

export interface Dialect {
  /** Words of headings and columns. */
  language: 'zh' | 'en';
  /** One page for each operation, or the raw export of a whole project. */
  layout: 'page' | 'raw';
  /** Without it, tables have a column less. */
  titles: boolean;
  /** `是`, `true` or `yes`: how parameter tables say that a field is required. */
  required: 'word' | 'boolean';
  /** Cells as wide as their column, as a formatter leaves them. */
  padded: boolean;
}

const words = {
  zh: {
    parameters: '请求参数',
    responses: '返回结果',
    structure: '返回数据结构',
    models: '数据模型',
    properties: '属性',
    enumeration: '枚举值',
    status: '状态码',
    name: '名称',
    place: '位置',
    type: '类型',
    required: '必选',
    restriction: '约束',
    title: '中文名',
    description: '说明',
    meaning: '状态码含义',
    model: '数据模型',
    property: '属性',
    value: '值',
    yes: '是',
    no: '否',
  },
  en: {
    parameters: 'Params',
    responses: 'Responses',
    structure: 'Responses Data Schema',
    models: 'Data Schema',
    properties: 'Attribute',
    enumeration: 'Enum',
    status: 'HTTP Status Code',
    name: 'Name',
    place: 'Location',
    type: 'Type',
    required: 'Required',
    restriction: 'Restrictions',
    title: 'Title',
    description: 'Description',
    meaning: 'Meaning',
    model: 'Data schema',
    property: 'Name',
    value: 'Value',
    yes: 'yes',
    no: 'no',
  },
} as const;

type Cell = [column: keyof (typeof words)['zh'], text: string];

/** The page of a whole document. */
export function writePage(document: SchemaObject, dialect: Dialect): string {
  return new PageWriter(document, dialect).write();
}

class PageWriter {
  readonly #document: SchemaObject;
  readonly #dialect: Dialect;
  readonly #lines: string[] = [];
  readonly #words: (typeof words)['zh'] | (typeof words)['en'];
  #values: [name: string, value: unknown][] = [];

  constructor(document: SchemaObject, dialect: Dialect) {
    this.#document = document;
    this.#dialect = dialect;
    this.#words = words[dialect.language];
  }

  write(): string {
    this.#put('---', `title: ${JSON.stringify((this.#document['info'] as SchemaObject)['title'])}`, '---', '');
    for (const [path, item] of entries(this.#document['paths'])) {
      for (const [method, operation] of entries(item)) this.#operation(method, path, operation as SchemaObject);
    }
    this.#models();
    return this.#lines.join('\n');
  }

  #put(...lines: readonly string[]): void {
    this.#lines.push(...lines);
  }

  #heading(level: number, text: string): void {
    this.#put('', `${'#'.repeat(level)} ${text}`, '');
  }

  #operation(method: string, path: string, operation: SchemaObject): void {
    const summary = String(operation['summary']);
    if (this.#dialect.layout === 'page') {
      this.#heading(2, summary);
      this.#put('```json title="请求路径"', `${method.toUpperCase()} ${path}`, '```');
    } else {
      this.#heading(2, `${method.toUpperCase()} ${summary}`);
      this.#put(`${method.toUpperCase()} ${path}`);
    }
    this.#parameters(operation);
    this.#responses(operation['responses'] as SchemaObject);
  }

  #parameters(operation: SchemaObject): void {
    const body = operation['requestBody'] as SchemaObject | undefined;
    const parameters = (operation['parameters'] ?? []) as SchemaObject[];
    const [mediaType, media] = entries(body?.['content'])[0] ?? [];
    if (mediaType?.includes('form')) this.#put('', '> Body 请求参数', '', '```yaml', 'a: ""', '```');
    const rows = parameters.map((parameter) =>
      this.#parameterRow(
        String(parameter['name']),
        parameter,
        parameter['schema'] as SchemaObject,
        parameter['required'] === true,
      ),
    );
    if (body) {
      const schema = (media as SchemaObject)['schema'] as SchemaObject;
      rows.push(this.#parameterRow('body', { in: 'body' }, schema, body['required'] === true));
      for (const row of this.#memberRows(schema, 1)) {
        rows.push([
          row[0] as Cell,
          ['place', 'body'],
          ...(row.slice(1, 2) as Cell[]),
          this.#need(row),
          ...row.slice(4),
        ]);
      }
    }
    if (rows.length > 0) this.#section(3, this.#words.parameters, rows);
    this.#enumeration();
  }

  #parameterRow(name: string, parameter: SchemaObject, schema: SchemaObject, required: boolean): Cell[] {
    this.#note(name, schema);
    return [
      ['name', name],
      ['place', String(parameter['in'])],
      ['type', typeText(schema)],
      ['required', this.#yesOrNo(required)],
      ['title', textOf(schema['title'])],
      ['description', textOf(parameter['description']) || 'none'],
    ];
  }

  #need(row: readonly Cell[]): Cell {
    return ['required', this.#yesOrNo(row.some(([column, text]) => column === 'required' && text === 'true'))];
  }

  #yesOrNo(required: boolean): string {
    if (this.#dialect.required === 'boolean') return String(required);
    return ` ${required ? this.#words.yes : this.#words.no} `;
  }

  #responses(responses: SchemaObject): void {
    const inline: [string, SchemaObject][] = [];
    const rows = entries(responses).map(([status, response]): Cell[] => {
      const [, media] = entries((response as SchemaObject)['content'])[0] ?? [];
      const schema = (media as SchemaObject | undefined)?.['schema'] as SchemaObject | undefined;
      const simple =
        schema === undefined ||
        '$ref' in schema ||
        (schema['type'] === 'array' && '$ref' in (schema['items'] as SchemaObject));
      if (schema && !simple) inline.push([status, schema]);
      return [
        ['status', status],
        ['meaning', `[x](https://example.com)`],
        ['description', textOf((response as SchemaObject)['description'])],
        ['model', schema === undefined ? 'None' : simple ? typeText(schema) : 'Inline'],
      ];
    });
    this.#section(3, this.#words.responses, rows);
    if (inline.length > 0) this.#heading(3, this.#words.structure);
    for (const [status, schema] of inline) {
      this.#put('', `${this.#words.status} **${status}**`, '');
      this.#table(
        schema['type'] === 'object'
          ? this.#memberRows(schema, 1)
          : [this.#row('*anonymous*', schema, false, 0), ...this.#memberRows(schema, 1)],
      );
      this.#enumeration();
    }
  }

  #models(): void {
    const schemas = entries((this.#document['components'] as SchemaObject)['schemas']);
    if (schemas.length > 0) this.#heading(this.#dialect.layout === 'raw' ? 1 : 2, this.#words.models);
    for (const [name, schema] of schemas) {
      if (this.#dialect.layout === 'raw')
        this.#put(`<h2 id="tocS_${name}">${name}</h2>`, '', `<a id="schema${name.toLowerCase()}"></a>`, '');
      else this.#heading(3, name);
      this.#put('```json', '{}', '```');
      this.#heading(3, this.#words.properties);
      this.#composition(schema as SchemaObject);
      this.#enumeration();
    }
  }

  #composition(schema: SchemaObject): void {
    for (const [keyword, first, next] of [
      ['allOf', 'allOf', 'and'],
      ['anyOf', 'anyOf', 'or'],
      ['oneOf', 'oneOf', 'xor'],
    ] as const) {
      const branches = schema[keyword] as SchemaObject[] | undefined;
      if (!branches) continue;
      for (const [index, branch] of branches.entries()) {
        this.#put('', index === 0 ? first : next, '');
        this.#table([this.#row('*anonymous*', branch, false, 0), ...this.#memberRows(branch, 1)]);
      }
      return;
    }
    const rows = schema['type'] === 'object' ? this.#memberRows(schema, 0) : [];
    this.#table(rows.length > 0 ? rows : [this.#row('*anonymous*', schema, false, 0), ...this.#memberRows(schema, 1)]);
  }

  #memberRows(schema: SchemaObject, depth: number): Cell[][] {
    const inner = schema['type'] === 'array' ? (schema['items'] as SchemaObject) : schema;
    if (schema['type'] === 'array' && inner['type'] === 'array') return [];
    const required = (inner['required'] ?? []) as string[];
    const rows = entries(inner['properties']).flatMap(([name, member]) => [
      this.#row(name, member as SchemaObject, required.includes(name), depth),
      ...this.#memberRows(member as SchemaObject, depth + 1),
    ]);
    const other = inner['additionalProperties'];
    return isSchemaObject(other) ? [...rows, this.#row('**additionalProperties**', other, false, depth)] : rows;
  }

  #row(name: string, schema: SchemaObject, required: boolean, depth: number): Cell[] {
    this.#note(name, schema);
    const mark = depth === 0 ? '' : `${'»'.repeat(depth)} `;
    const restriction =
      schema['readOnly'] === true ? 'read-only' : schema['writeOnly'] === true ? 'write-only' : 'none';
    return [
      ['name', mark + name],
      ['type', typeText(schema)],
      ['required', String(required)],
      ['restriction', restriction],
      ['title', textOf(schema['title'])],
      ['description', textOf(schema['description']) || 'none'],
    ];
  }

  #note(name: string, schema: SchemaObject): void {
    const holder = schema['type'] === 'array' ? (schema['items'] as SchemaObject) : schema;
    for (const value of (holder['enum'] ?? []) as unknown[]) this.#values.push([name, value]);
  }

  #enumeration(): void {
    if (this.#values.length === 0) return;
    const rows = this.#values.map(([name, value]): Cell[] => [
      ['property', name],
      ['value', String(value)],
    ]);
    this.#values = [];
    this.#section(4, this.#words.enumeration, rows);
  }

  #section(level: number, heading: string, rows: readonly Cell[][]): void {
    this.#heading(level, heading);
    this.#table(rows);
  }

  #table(rows: readonly Cell[][]): void {
    const [first] = rows;
    if (!first) return;
    const kept = first.map(([column]) => column).filter((column) => column !== 'title' || this.#dialect.titles);
    const header = kept.map((column) => this.#words[column]);
    const body = rows.map((row) => kept.map((column) => row.find(([each]) => each === column)?.[1] ?? ''));
    const widths = header.map((cell, index) => Math.max(cell.length, ...body.map((row) => (row[index] ?? '').length)));
    const lay = (cells: readonly string[]) =>
      this.#dialect.padded
        ? `| ${cells.map((cell, index) => cell.padEnd(widths[index] ?? 0)).join(' | ')} |`
        : `|${cells.join('|')}|`;
    this.#put(lay(header), `|${kept.map(() => '---').join('|')}|`, ...body.map(lay), '');
  }
}

/** A type as Apifox writes it. */
function typeText(schema: SchemaObject): string {
  const { $ref, type, format, items } = schema;
  if (typeof $ref === 'string') {
    const name = $ref.split('/').at(-1) as string;
    return `[${name}](#schema${name.toLowerCase()})`;
  }
  const types = [type ?? []].flat() as string[];
  const nullable = types.includes('null') ? '¦null' : '';
  const word = types.find((each) => each !== 'null') ?? 'any';
  if (word === 'array') return `[${typeText(items as SchemaObject)}]${nullable}`;
  return `${word}${typeof format === 'string' ? `(${format})` : ''}${nullable}`;
}

function entries(value: unknown): [string, unknown][] {
  return isSchemaObject(value) ? Object.entries(value) : [];
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
