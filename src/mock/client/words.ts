/** The words of the page, in English and Chinese. */

const table = {
  requests: ['Requests', '请求'],
  operations: ['Operations', '接口'],
  state: ['State', '状态'],
  reference: ['Reference', '文档'],
  scenario: ['Scenario', '场景'],
  byContract: ['By the contract', '按契约应答'],
  latency: ['Latency', '延迟'],
  latencyHint: ['ms: 800, or 200-800', '毫秒：800 或 200-800'],
  faults: ['Faults', '故障'],
  none: ['none', '无'],
  percent: ['% of requests', '% 的请求'],
  allOff: ['Switch all off', '全部关闭'],
  language: ['中文', 'English'],
  connected: ['Live', '已连接'],
  disconnected: ['No connection to the mock', '与 Mock 的连接已断开'],
  broken: [
    'The contract’s files do not hold; the last good version is served.',
    '契约文件有误；仍按上一个正确版本应答。',
  ],
  seed: ['seed', '种子'],
  watching: ['watching', '监视'],
  filter: ['Filter', '筛选'],
  onlyRefused: ['Only refused', '仅看被拒'],
  clear: ['Clear', '清空'],
  saveHar: ['Save as HAR', '保存为 HAR'],
  saveHarHint: ['for docpact verify --har; secrets are left out', '供 docpact verify --har 使用；不含机密'],
  nothingYet: ['No request yet. Send one:', '还没有请求。试发一个：'],
  nothingFits: ['No request fits the filter.', '没有符合筛选条件的请求。'],
  choose: [
    'Choose a request to see what was sent, what came back and why.',
    '选择一个请求，查看发送内容、应答与原因。',
  ],
  copyCurl: ['Copy as curl', '复制 curl'],
  copied: ['Copied', '已复制'],
  copyFailed: ['Press Ctrl+C', '请按 Ctrl+C'],
  tryIt: ['Try it', '试一下'],
  sendAgain: ['Send again', '重新发送'],
  useForAll: ['Use for all', '用于所有请求'],
  inUse: ['In use', '使用中'],
  field: ['Field', '字段'],
  problem: ['What is wrong', '问题'],
  whyRefused: ['Why it was refused', '拒绝原因'],
  clientBroke: ['What the client did against the contract', '客户端违反契约之处'],
  whyOpen: ['Accepted, though nobody expects it', '已接受，但不在预期之内'],
  upstreamBroke: ['What the server did against the contract', '服务端违反契约之处'],
  request: ['Request', '请求'],
  response: ['Answer', '应答'],
  headers: ['Headers', '头部'],
  onlyFirst: ['only the first part of', '仅显示开头，全长'],
  noBody: ['no body', '无正文'],
  noAnswer: ['The connection was reset; no answer was sent.', '连接被重置，没有应答。'],
  fault: ['fault', '故障'],
  undocumented: ['undocumented', '文档未列出'],
  given: ['after', '前提'],
  madeUp: ['A made-up request', '随机生成的请求'],
  madeUpHint: ['Valid, and another one each time.', '有效请求，每次不同。'],
  created: ['Created', '已创建'],
  when: ['When', '时间'],
  operation: ['Operation', '接口'],
  values: ['Values that are taken', '已占用的值'],
  reset: ['Forget all', '全部清除'],
  nothingCreated: [
    'Nothing was created yet. What the mock creates is listed here, and its names are taken until you forget it.',
    '尚未创建任何内容。Mock 创建的内容会列在这里；清除之前，其名称不可重复使用。',
  ],
  add: ['Add', '添加'],
  edit: ['Edit', '编辑'],
  save: ['Save', '保存'],
  remove: ['Remove', '删除'],
  cancel: ['Cancel', '取消'],
  value: ['Value', '值'],
  newest: ['the newest', '最新'],
  of: ['of', '/'],
  install: [
    'The API reference is an optional package. Install it beside docpact, then start the mock again:',
    '接口文档由可选的软件包提供。请与 docpact 一同安装，然后重新启动 Mock：',
  ],
  failed: ['No answer: ', '没有应答：'],
  noMatch: ['Nothing fits the filter.', '没有符合的内容。'],
  answers: ['Documented answers', '文档列出的应答'],
  open: ['open', '存疑'],
  'fault-reset': ['the connection is reset before anything is done', '处理之前连接被重置'],
  'fault-cut': ['the answer stops in the middle of its body', '应答正文中途断开'],
  'fault-slow': ['the body trickles in over three seconds', '正文在三秒内缓慢到达'],
  'fault-unavailable': ['503 with Retry-After before anything is done', '处理之前应答 503 与 Retry-After'],
} as const satisfies Record<string, readonly [english: string, chinese: string]>;

export type Word = keyof typeof table;

export type Language = 'en' | 'zh';

const kept = 'docpact-language';

let language: Language = readLanguage();

function readLanguage(): Language {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'en' || chosen === 'zh') return chosen;
  return navigator.language.startsWith('zh') ? 'zh' : 'en';
}

export function currentLanguage(): Language {
  return language;
}

export function switchLanguage(): void {
  language = language === 'en' ? 'zh' : 'en';
  localStorage.setItem(kept, language);
}

/** The word in the language that was chosen. */
export function say(word: Word): string {
  return table[word][language === 'en' ? 0 : 1];
}
