/** What a heading, an anchor, or a line above a block announces, in every dialect. */
import type { FieldPlace } from './cell-words.ts';

export type Section =
  | 'intro'
  | 'request-line'
  | 'parameters'
  | 'body-example'
  | 'responses'
  | 'response-example'
  | 'structure'
  | 'models'
  | 'properties'
  | 'enumeration'
  | 'code';

const words: Readonly<Record<Section, readonly string[]>> = {
  intro: ['基本信息', '基础信息', '接口信息', '接口描述', '简介', 'basicinformation', 'overview'],
  'request-line': [
    '请求路径',
    '请求地址',
    '接口地址',
    '请求url',
    '请求方式',
    'requestpath',
    'requesturl',
    'requestline',
  ],
  parameters: ['请求参数', '参数', 'params', 'parameters', 'parameter', 'requestparameters', 'requestparams'],
  'body-example': [
    'body请求参数',
    'body请求体示例',
    'body参数示例',
    'body请求参数示例',
    '请求体示例',
    '请求示例',
    'bodyparameter',
    'bodyparameters',
    'bodyrequestparameters',
    'bodyexample',
    'requestbodyexample',
    'requestexample',
  ],
  responses: ['返回结果', '返回响应', '响应结果', '响应', 'responses', 'response'],
  'response-example': [
    '返回示例',
    '响应示例',
    '返回结果示例',
    '返回值示例',
    'exampleresponses',
    'exampleresponse',
    'responseexamples',
    'responseexample',
    'responsesexample',
  ],
  structure: [
    '返回数据结构',
    '响应数据结构',
    '返回结构',
    'responsesdataschema',
    'responsedataschema',
    'responseschema',
    'responseschemas',
  ],
  models: ['模型', '数据模型', '数据结构', 'dataschema', 'dataschemas', 'schemas', 'schema', 'models', 'datamodels'],
  properties: ['属性', '模型属性', 'attribute', 'attributes', 'properties', 'property'],
  enumeration: ['枚举值', '枚举', 'enum', 'enums', 'enumvalues', 'enumeratedvalues'],
  code: ['codesamples', '代码示例', '示例代码'],
};

const sections = new Map(
  Object.entries(words).flatMap(([section, all]) => all.map((word) => [word, section as Section])),
);

/** The section that a text names, whatever its numbering, marks and punctuation. */
export function sectionOf(text: string): Section | undefined {
  const word = normalize(text);
  return sections.get(word) ?? (fieldPlaceOf(text) === undefined ? undefined : parametersOrExample(word));
}

function parametersOrExample(word: string): Section {
  return /示例|example/.test(word) ? 'body-example' : 'parameters';
}

function normalize(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^\d+[.、)]/, '')
    .replaceAll(/[\s*#:_`"'-]/g, '');
}

const noun = '(?:请求)?(?:参数|param(?:eter)?s?)(?:说明|列表)?';

const places: readonly [FieldPlace, RegExp][] = [
  ['path', new RegExp(`^(?:请求)?(?:path(?:${noun})?|(?:路径|url)${noun})$`)],
  ['query', new RegExp(`^(?:请求)?(?:query(?:${noun}|string)?|(?:查询|url查询)${noun})$`)],
  ['header', new RegExp(`^(?:headers?|请求头|头部?)(?:${noun})?$`)],
  ['cookie', new RegExp(`^cookies?(?:${noun})?$`)],
  ['body', new RegExp(`^(?:body|请求体|requestbody)(?:${noun})?$`)],
];

/** Where the parameters of the table below a line stand, where the line says so: `Path 参数`. */
export function fieldPlaceOf(text: string): FieldPlace | undefined {
  const word = normalize(text);
  return places.find(([, pattern]) => pattern.test(word))?.[0];
}

/** The status that a line announces: `> 200 Response`, `状态码 **200**`, `> 成功` gives none. */
export function statusIn(text: string): string | undefined {
  const line = text.slice(0, 200).normalize('NFKC').replaceAll(/[*`]/g, '').trim();
  const [, before, after] =
    /^(?:状态码|status ?code|http ?status ?code)\s*:?\s*(\d{3}|\dXX|default)\b|^(\d{3}|default)\s*(?:response|响应|返回)?\b/i.exec(
      line,
    ) ?? [];
  return before ?? after;
}

const compositions = ['allOf', 'and', 'anyOf', 'or', 'oneOf', 'xor', 'not', 'continued'] as const;

export type Composition = (typeof compositions)[number];

/** The word that heads a table which is one branch of a composition: `*oneOf*`, `xor`. */
export function compositionOf(text: string): Composition | undefined {
  const word = text.slice(0, 100).replaceAll(/[*_]/g, '').trim().split(' - ', 1)[0];
  return compositions.find((each) => each === word);
}

/** Whether an anchor is one that raw exports give to models. */
export function isModelAnchor(anchor: string): boolean {
  return /^(?:schema|tocS)/i.test(anchor);
}

/** The `operationId` in the anchors of a raw export. */
export function operationIdIn(anchors: readonly string[]): string | undefined {
  return anchors.find((anchor) => anchor.startsWith('opId'))?.slice('opId'.length);
}
