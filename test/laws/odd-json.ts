/** Bodies that are no JSON text, or JSON that is no object. */
import { bytesOf, jsonOf, oddParts, requestOf, type OddRequest, type OddTarget } from './odd-request.ts';

const malformed: readonly (readonly [sentence: string, body: string])[] = [
  ['an opening brace alone', '{'],
  ['a closing brace alone', '}'],
  ['an opening bracket alone', '['],
  ['a closing bracket alone', ']'],
  ['a member without a colon', '{"a"}'],
  ['a member without a value', '{"a":'],
  ['a member with an empty value', '{"a":}'],
  ['a comma after the last member', '{"a":1,}'],
  ['a comma alone in an object', '{,}'],
  ['a comma after the last item', '[1,]'],
  ['two commas in a row', '{"a":1,,"b":2}'],
  ['single quotes', "{'a':'b'}"],
  ['a name without quotes', '{a:1}'],
  ['no comma between members', '{"a":1 "b":2}'],
  ['an equals sign for a colon', '{"a"=1}'],
  ['the value undefined', '{"a":undefined}'],
  ['the word undefined', 'undefined'],
  ['NaN', 'NaN'],
  ['NaN as a value', '{"a":NaN}'],
  ['Infinity as a value', '{"a":-Infinity}'],
  ['a minus sign alone', '{"a":-}'],
  ['a number with a leading zero', '{"a":01}'],
  ['a number without its integer part', '{"a":.5}'],
  ['a number that ends with its point', '{"a":1.}'],
  ['a number with a plus sign', '{"a":+1}'],
  ['a hexadecimal number', '{"a":0x10}'],
  ['a number without its exponent', '{"a":1e}'],
  ['a number with separators', '{"a":1_000}'],
  ['a big integer of JavaScript', '{"a":1n}'],
  ['a raw control character in a string', '{"a":"\u0001"}'],
  ['a raw line feed in a string', '{"a":"b\nc"}'],
  ['a raw tab in a string', '{"a":"b\tc"}'],
  ['an unknown escape', String.raw`{"a":"\x41"}`],
  ['a short unicode escape', String.raw`{"a":"\u12"}`],
  ['a backslash at the end', '{"a":"\\'],
  ['a string that does not end', '{"a":"b}'],
  ['a literal cut short', 'nul'],
  ['a literal in Python’s spelling', 'True'],
  ['two objects in a row', '{"a":1}{"b":2}'],
  ['a word after the object', '{"a":1} trailing'],
  ['a NUL after the object', '{"a":1}\0'],
  ['only a NUL', '\0'],
  ['a line comment', '// note\n{"a":1}'],
  ['a block comment', '{/* note */"a":1}'],
  ['a guard against script inclusion', ')]}\',\n{"a":1}'],
  ['a form', 'a=1&b=2'],
  ['XML', '<?xml version="1.0"?><a>1</a>'],
  ['YAML', '---\na: 1\n'],
  ['JavaScript', 'module.exports = {}'],
  ['a no-break space around an object', '\u00a0{"a":1}'],
  ['a template of another language', '{{ body }}'],
];

const notObjects: readonly (readonly [sentence: string, body: string])[] = [
  ['nothing', ''],
  ['one space', ' '],
  ['only white space', '\r\n\t \r\n'],
  ['null', 'null'],
  ['true', 'true'],
  ['false', 'false'],
  ['zero', '0'],
  ['a number', '-12.5e3'],
  ['a number beyond every double', '1e999'],
  ['an empty string', '""'],
  ['a string', '"text"'],
  ['an empty array', '[]'],
  ['an array of nulls', '[null,null]'],
  ['an empty object', '{}'],
  ['an object of which no member is known', '{"unknown":1}'],
];

/** The valid body in other encodings, or spoiled in its bytes. */
function encoded(target: OddTarget): OddRequest[] {
  const valid = () => Buffer.from(jsonOf(target));
  const spoiled = (...bytes: readonly number[]) => {
    const text = jsonOf(target, { [target.required[0] ?? 'a']: '@@' });
    const [before = '', after = ''] = text.split('@@');
    return bytesOf(before, Buffer.from(bytes), after);
  };
  const refused: readonly (readonly [string, Buffer])[] = [
    ['UTF-16, little end first', Buffer.from(jsonOf(target), 'utf16le')],
    ['UTF-16 with its byte order mark', bytesOf(Buffer.from([0xff, 0xfe]), Buffer.from(jsonOf(target), 'utf16le'))],
    ['UTF-16, big end first', Buffer.from(jsonOf(target), 'utf16le').swap16()],
    ['a byte that UTF-8 never has', spoiled(0xff)],
    ['an overlong encoding', spoiled(0xc0, 0xaf)],
    ['a surrogate encoded in UTF-8', spoiled(0xed, 0xa0, 0x80)],
    ['a character cut short', spoiled(0xe4, 0xb8)],
    ['a continuation byte alone', spoiled(0x80)],
    ['a character beyond Unicode', spoiled(0xf5, 0x80, 0x80, 0x80)],
    ['Latin-1', spoiled(0xe9)],
    ['GBK', spoiled(0xc9, 0xcf, 0xba, 0xa3)],
    ['random bytes', Buffer.from(Array.from({ length: 300 }, (_, index) => (index * 151 + 7) % 256))],
    ['a body with one byte too many of a brace', bytesOf(valid(), '}')],
    ['half of a valid body', valid().subarray(0, 60)],
    ['a valid body without its last byte', valid().subarray(0, -1)],
    ['a valid body without its first byte', valid().subarray(1)],
    ['a valid body as a JSON string', Buffer.from(JSON.stringify(jsonOf(target)))],
    ['a valid body in an array', Buffer.from(`[${jsonOf(target)}]`)],
  ];
  return [
    ...refused.map(([sentence, body]) => oddParts(sentence, [requestOf(target, body)], [400])),
    oddParts('a byte order mark before a valid body', [requestOf(target, bytesOf('\ufeff', valid()))], [201, 400]),
    oddParts('white space around a valid body', [requestOf(target, bytesOf('\r\n\t ', valid(), ' \n'))], [201]),
  ];
}

/** Every way to send what is not the JSON object that is asked for. */
export function oddJson(target: OddTarget): OddRequest[] {
  return [
    ...malformed.map(([sentence, body]) => oddParts(`malformed JSON: ${sentence}`, [requestOf(target, body)], [400])),
    ...notObjects.map(([sentence, body]) => oddParts(`a body that is ${sentence}`, [requestOf(target, body)], [400])),
    ...encoded(target),
  ];
}
