/** What is said of a provider that is held against pacts. */
import type { Message } from './message.ts';

export const pactSentences: readonly Message[] = [
  ['given {states}: {method} {path} is answered {#status}', '前提 {states}：{method} {path} 返回 {#status}'],
  ['{method} {path} is answered {#status}', '{method} {path} 返回 {#status}'],
  ['Every answer is {#status}: the credentials are not taken.', '所有响应都是 {#status}：凭证没有被接受。'],
  ['Every answer is {#status}: pass credentials with {flag}.', '所有响应都是 {#status}：请用 {flag} 传入凭证。'],
  ['the state "{state}" could not be brought about through the API', '无法通过 API 达成状态“{state}”'],
  ['no whole answer came', '没有收到完整的响应'],
  ['the answer is {one} instead of {other}', '响应为 {one}，而不是 {other}'],
  ['the answer is {#status}', '响应为 {#status}'],
  ['the request is sent elsewhere', '请求被重定向'],
  ['a value that may be taken once was taken twice', '只能使用一次的值被使用了两次'],
  ['a request that must be refused is accepted', '必须拒绝的请求被接受'],
  ['a request that must succeed is answered {#status}', '必须成功的请求返回 {#status}'],
  ['the header {name} is not as the consumer relies on', '响应头 {name} 与消费方所依赖的不同'],
  ['the body is of another type', '响应体的类型不同'],
  ['the body has no {members}', '响应体缺少 {members}'],
  ['{place} has no {members}', '{place} 缺少 {members}'],
  ['a value like {value} ({rules})', '类似 {value} 的值（{rules}）'],
  ['no members', '没有字段'],
  ['the body: <mismatch>', '响应体：<mismatch>'],
  ['{place}: Expected {actual} to be {wanted}, as it was sent', '{place}：应原样返回 {wanted}，实际为 {actual}'],
  ['Expected {actual} to be {wanted}, as it was sent', '应原样返回 {wanted}，实际为 {actual}'],
];
