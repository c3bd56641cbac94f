/** What a heading, an anchor, or a line above a block announces, in every dialect. */
import type { FieldPlace } from './cell-words.ts';
import { indexWords } from './word-index.ts';

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
  | 'errors'
  | 'envelope'
  | 'authorization'
  | 'base'
  | 'media'
  | 'remarks'
  | 'code';

const words: Readonly<Record<Section, string>> = {
  intro: '基本信息 基础信息 接口信息 接口描述 简要描述 简介 basicinformation overview summary description',
  'request-line': `
    请求路径 请求地址 接口地址 请求url 请求方式 请求行 requestpath requesturl requestline httprequest endpoint`,
  parameters: `
    请求参数 请求参数说明 请求参数列表 请求字段 请求字段说明 参数 参数说明 参数列表 入参 入参说明 输入参数
    请求数据 params param parameters parameter requestparameters requestparams requestfields requestattributes
    inputparameters input arguments args required optional requiredparameters optionalparameters requiredparams
    optionalparams`,
  'body-example': `
    body请求参数 body请求体示例 body参数示例 body请求参数示例 请求体示例 请求示例 请求参数示例 请求数据示例
    请求报文 bodyparameter bodyparameters bodyrequestparameters bodyexample requestbodyexample requestexample
    examplerequest samplerequest requestsample requestpayload dataexample samplecall payload`,
  responses: `
    返回结果 返回响应 响应结果 响应 返回 返回值 响应状态 响应状态码 返回状态码 返回数据 响应数据 返回内容
    响应内容 responses response returns result results output answer answers reply successresponse
    successresponses errorresponse errorresponses httpresponsedetails responsecodes statuscodes responsestatus`,
  'response-example': `
    返回示例 响应示例 返回结果示例 返回值示例 返回参数示例 返回数据示例 响应参数示例 响应报文 成功返回 成功示例
    成功响应 失败返回 失败示例 失败响应 正确返回 错误返回 返回json exampleresponses exampleresponse
    responseexamples responseexample responsesexample sampleresponse responsesample successexample errorexample
    success content contentexample contentexamples`,
  structure: `
    返回数据结构 响应数据结构 返回结构 返回参数 返回参数说明 返回字段 返回字段说明 返回值说明 返回数据说明
    返回说明 返回结果说明 响应参数 响应参数说明 响应字段 响应字段说明 响应体 出参 出参说明 输出参数
    responsesdataschema responsedataschema responseschema responseschemas responsebody responsefields
    responseparameters responseparams responseattributes responseproperties responsedata returnvalues
    returnvalue returnparameters returnfields returntype outputparameters`,
  models: 'schema属性说明 模型 数据模型 数据结构 dataschema dataschemas schemas schema models datamodels definitions',
  properties: '属性 模型属性 attribute attributes properties property',
  enumeration: '枚举值 枚举 enum enums enumvalues enumeratedvalues',
  errors: `
    错误码 错误码说明 错误代码 错误码列表 返回码 返回码说明 状态码说明 业务状态码 业务错误码 全局错误码
    全局返回码 公共错误码 code说明 errorcodes errorcode errors error returncodes resultcodes businesscodes`,
  envelope: `
    公共返回 公共返回参数 公共返回格式 公共响应 公共响应参数 公共响应格式 统一返回 统一返回格式 统一返回结构
    统一响应 统一响应格式 通用返回 通用返回格式 通用响应 返回格式 响应格式 commonresponse commonresponseformat
    responseformat responseenvelope envelope responsewrapper standardresponse`,
  authorization: `
    认证 认证方式 身份认证 鉴权 鉴权方式 授权 接口鉴权 authentication authorization auth security`,
  remarks: '备注 注意 注意事项 remark remarks note notes',
  base: '基础地址 接口域名 服务地址 服务器地址 baseurl baseurls basepath host servers',
  media: 'httprequestheaders',
  code: 'codesamples 代码示例 示例代码 example examples codesample usage',
};

const sections = indexWords(words);

/** The section that a text names, whatever its numbering, marks and punctuation. */
export function sectionOf(text: string): Section | undefined {
  const word = normalize(text);
  return sections.get(word) ?? (fieldPlaceOf(text) === undefined ? undefined : parametersOrExample(word));
}

/** What a line or a heading is about that names no section: `New Card Attributes`, `The above command returns JSON:`. */
export function looseSectionOf(text: string): Section | undefined {
  const word = normalize(text);
  if (word.length > 80) return undefined;
  const answers = /response|returns?(?:ed|s|$|\W|json|value|data)|returned|返回|响应|output|出参/.test(word);
  const example = /示例|example|sample|json|body:?$/.test(word);
  if (/错误码|返回码|errorcodes?$/.test(word)) return 'errors';
  if (answers) return example ? 'response-example' : 'structure';
  if (/请求|request|payload|postdata|发送/.test(word)) return example ? 'body-example' : 'parameters';
  return /参数$|params?$|parameters?$|arguments?$|attributes$|(?:form|json|body)data$|fields$|字段$/.test(word)
    ? 'parameters'
    : undefined;
}

function parametersOrExample(word: string): Section {
  return /示例|example/.test(word) ? 'body-example' : 'parameters';
}

function normalize(text: string): string {
  return text
    .slice(0, 200)
    .normalize('NFKC')
    .toLowerCase()
    .replace(
      /^\s*(?:[（(]?(?:\d{1,3}(?:\.\d{1,3})+[)）.、\s]|\d{1,2}[)）.、\s])|[（(]?[一二三四五六七八九十]{1,3}[)）]?\s*[、.])\s*/,
      '',
    )
    .replace(/\s*[（(][^()（）]{0,40}[)）]\s*[:：]?\s*$/, '')
    .replaceAll(/[\s*#:_`"'【】[\]\\>-]/g, '');
}

const noun = '(?:请求)?(?:参数|param(?:eter)?s?|variables?)(?:说明|列表)?';

const places: readonly [FieldPlace, RegExp][] = [
  ['path', new RegExp(`^(?:请求)?(?:path(?:${noun})?|(?:路径|url)${noun})$`)],
  ['query', new RegExp(`^(?:请求)?(?:get)?(?:query(?:${noun}|string(?:${noun})?)?|(?:查询|url查询)${noun})$`)],
  ['header', new RegExp(`^(?:request)?(?:headers?|请求头部?|头部?)(?:${noun}|信息)?$`)],
  ['cookie', new RegExp(`^cookies?(?:${noun})?$`)],
  [
    'body',
    new RegExp(
      `^(?:请求)?(?:body|请求体|requestbody|jsonbody|data|post|表单|form|formdata)(?:${noun}|fields|attributes)?$`,
    ),
  ],
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
  return before ?? after ?? statusWithin(line);
}

/** `Success (200, JSON)`, `Response 404`, `HTTP/1.1 201 Created`, `Code: 200 OK`, `成功返回 200`: only where the line is about an answer. */
function statusWithin(line: string): string | undefined {
  if (line.length > 80) return undefined;
  const about =
    /^(?:https?\/[\d.]+|(?:success|error|failure|normal)?\s*(?:response|returns?|example|code|status)?s?|成功|失败|错误|正确|返回|响应|返回示例|响应示例|成功返回|失败返回|成功响应|失败响应)?\s*[:：]?\s*[（(]?\s*(?:http|code|status)?\s*[:：]?\s*([1-5]\d\d)(?!\d)/i.exec(
      line,
    );
  return about?.[1];
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
