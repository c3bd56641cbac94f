/** Labels: `请求方式：POST`, `**URL:** /x`, `Base URL: https://…`. What people call each of the things that an operation or a page has. */
import { indexWords } from './word-index.ts';

export type Label = 'method' | 'path' | 'media' | 'description' | 'base' | 'authorization' | 'status';

const words: Readonly<Record<Label, string>> = {
  method: `
    请求方式 请求方法 请求类型 接口方式 接口请求方式 调用方式 http方法 http请求方式 方法 method httpmethod
    requestmethod requesttype httpverb verb`,
  path: `
    请求路径 请求url 请求地址 请求uri 接口地址 接口路径 接口url 接口uri 访问地址 调用地址 访问路径 地址 路径 url
    uri path endpoint route requesturl requestpath requesturi apiendpoint apiurl apipath resourceurl`,
  media: '请求数据类型 请求格式 请求数据格式 数据提交方式 提交格式 contenttype requestcontenttype consumes',
  description: '接口描述 简要描述 接口说明 功能描述 功能说明 接口功能 功能 描述 description summary notes',
  base: `
    接口域名 基础地址 基础路径 基础url 服务地址 服务器地址 域名 根路径 根地址 baseurl baseurls basepath baseuri
    host server servers apihost apibaseurl rooturl`,
  authorization: '',
  status: '状态码 响应码 code status statuscode httpstatus httpstatuscode httpcode',
};

const labels = indexWords(words);

export interface Labelled {
  label: Label;
  /** What stands behind the label; empty where that comes in the next block. */
  value: string;
}

/** Longest label, with its marks. */
const LONGEST = 60;

/** The label that begins a text, and what stands behind it. */
export function readLabel(text: string): Labelled | undefined {
  const line = text.slice(0, 2000).trim();
  const colon = /^([^:：\n]{1,60}?)\s*[:：]\s*(?!\/\/)([\s\S]*)$/.exec(line.replaceAll(/[*`]/g, ''));
  if (!colon) return undefined;
  const [, head = '', value = ''] = colon;
  const label = labelOf(head);
  return label && { label, value: value.trim() };
}

/** The label that a text is, by itself: a heading, a cell, a line in bold. */
export function labelOf(text: string): Label | undefined {
  if (text.length > LONGEST) return undefined;
  return labels.get(
    text
      .normalize('NFKC')
      .toLowerCase()
      .replace(/^\s*(?:\d+(?:\.\d+)*|[一二三四五六七八九十]+)\s*[.、)]\s*/, '')
      .replaceAll(/[\s*`:_>#【】[\]-]/g, ''),
  );
}
