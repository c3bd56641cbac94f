/** The formats that tools make of an API's description: each page under `formats` by what was read of it, an operation a line. */
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { importPages, NoOperationError } from '../../src/page/import-pages.ts';
import { makeFolder } from '../cli/write-contract.ts';
import { outline } from './outline.ts';

const folder = fileURLToPath(new URL('formats', import.meta.url));

/** By the pages that are read together; beside each, what is left unread. */
const pages: readonly [names: string, operations: string[], unread?: string[]][] = [
  [
    'knife4j/bootstrap.md',
    ['PUT /goods/{goodsId} path:goodsId*:string {price*:number(double), title:string} -> 200 boolean'],
  ],
  ['knife4j/delete.md', ['DELETE /dept/{id} path:id*:integer(int64) -> 200; 204; 403']],
  [
    'knife4j/order.md',
    [
      'GET /order/page query:current*:integer(int32) query:size:integer(int32) header:token*:string -> 200 {records:[{orderNo:string}], total:integer(int64)}',
    ],
  ],
  ['knife4j/upload.md', ['POST /file/upload multipart/form-data {file*:string(binary), folder:string} -> 200 string']],
  [
    'knife4j/user.md',
    [
      'POST /user/add {age:integer(int32), name*:string} -> 200 {code:integer(int32), data:{id:integer(int64), name:string}, message:string}; 401',
    ],
  ],
  [
    'showdoc/bold.md',
    ['POST /api/login {phone*:string, code:integer} -> 200 {error_code:integer, data:{token:string}}'],
  ],
  [
    'showdoc/get.md',
    ['GET /api/goods/{id} path:id*:integer query:lang:string -> 200 expected {id*:integer, title*:string}'],
  ],
  [
    'showdoc/headers.md',
    ['PUT /api/user/name header:X-Token*:string {name*:string, tags:[{id*:integer}]} -> 200 {code:integer}'],
    ['35 second-example'],
  ],
  [
    'showdoc/register.md',
    ['POST /api/user/register {username*:string, password*:string, name:string} -> 200 {groupid:integer}'],
  ],
  [
    'showdoc/several.md',
    [
      'GET /api/articles query:page:integer -> 200 {list:[{title:string}]}',
      'POST /api/articles {title*:string} -> 200 expected {id*:integer}',
    ],
    ['44 code-without-member'],
  ],
  ['slate/auth.md', ['GET /me (bearer) -> 200 expected {name*:string}']],
  ['slate/cards.md', ['POST /cards {username*:string, language*:string} -> 200 {card:integer}']],
  ['slate/curl.md', ['POST /v1/tokens {name*:string} -> 200 expected {token*:string}']],
  [
    'slate/errors.md',
    ['POST /orders/{order_id}/cancel path:order_id*:integer -> 200 {cancelled:boolean}'],
    ['23 code-without-member'],
  ],
  [
    'slate/kittens.md',
    [
      'GET /api/kittens query:include_cats:any query:available:any -> 200 expected [{id*:integer, name*:string}]',
      'DELETE /api/kittens/{ID} path:ID*:any -> 200 expected {id*:integer, deleted*:string}',
    ],
  ],
  [
    'swagger-markdown/form.md',
    ['POST /avatars header:X-Trace:string multipart/form-data {file*:string(binary), caption:string} -> 201; 413'],
  ],
  [
    'swagger-markdown/path-item.md',
    [
      'GET /shelves/{shelfId} path:shelfId*:string(uuid) -> 200 {id*:string(uuid), books:[string]}; 404',
      'DELETE /shelves/{shelfId} path:shelfId*:string(uuid) -> 204',
    ],
  ],
  [
    'swagger-markdown/pets.md',
    [
      'GET /pets query:limit:integer query:kind*:string -> 200 [{id*:integer, name*:string, tag:string}]; default {code*:integer, message*:string}',
      'POST /pets {id*:integer, name*:string, tag:string} -> 201 {id*:integer, name*:string, tag:string}',
    ],
  ],
  ['swagger-markdown/plain.md', ['GET /time -> 200 object', 'PATCH /alarms/{id}/rings path:id*:integer object -> 200']],
  [
    'swagger-markdown/security.md',
    ['GET /notes query:since:string(date-time) -> 200 {total*:integer, items*:[{text*:string, kind:memo/todo}]}; 401'],
  ],
  [
    'yapi/add.md',
    [
      'POST /api/user/add header:X-Trace:any {name*:string, roles:[{code*:string, level:integer}]} -> 200 {errcode*:number, errmsg*:string, data*:{id*:integer, tags:[string]}}',
    ],
  ],
  [
    'yapi/form.md',
    ['POST /api/login application/x-www-form-urlencoded {name*:string, avatar:string(binary)} -> 200 {token*:string}'],
  ],
  ['yapi/path.md', ['GET /api/user/{id} path:id*:any -> 200 {id*:integer, name:string}']],
  [
    'yapi/query.md',
    [
      'GET /api/user/list query:page*:any query:limit:any -> 200 expected {errcode*:integer, data*:[{id*:integer, name*:string}]}',
    ],
  ],
  [
    'yapi/several.md',
    [
      'DELETE /api/user/del query:id*:any -> 200 {ok*:boolean}',
      'PUT /api/user/{id} path:id*:any {name*:string} -> default',
    ],
  ],
  [
    'openapi-generator/PetApi.md openapi-generator/Pet.md',
    [
      'POST /pet {id:integer, name*:string, status:available/sold, photos:[string]} -> 200 {id:integer, name*:string, status:available/sold, photos:[string]}; 405',
      'GET /pet/{petId} path:petId*:integer query:fields:[name/status] -> 200 {id:integer, name*:string, status:available/sold, photos:[string]}; 404',
    ],
  ],
  [
    'openapi-generator/OrderApi.md openapi-generator/Order.md',
    [
      'POST /orders {id:integer, quantity:integer, pet_id*:integer} -> 201 {id:integer, quantity:integer, pet_id*:integer}',
      'DELETE /orders/{order_id} path:order_id*:integer -> 204',
    ],
  ],
  ['openapi-generator/DefaultApi.md', ['GET /health -> 200 string']],
  [
    'openapi-generator/UserApi.md openapi-generator/User.md',
    ['GET /users query:limit:integer(int32) -> 200 [{Id*:integer(int64), Name:string}]'],
  ],
];

describe('a page', () => {
  it.each(pages)('%s is read', (names, operations, unread = []) => {
    const imported = importPages(names.split(' ').map((name) => join(folder, name)));
    expect(outline(imported)).toEqual(operations);
    const lost = imported.diagnostics.filter(
      ({ severity, taken = '' }) => severity !== 'note' && taken.startsWith('nothing'),
    );
    expect(lost.map(({ place, rule }) => `${place.line} ${rule}`)).toEqual(unread);
  });

  it('stands in the table above', () => {
    const all = readdirSync(folder).flatMap((format) =>
      readdirSync(join(folder, format)).map((name) => `${format}/${name}`),
    );
    expect(pages.flatMap(([names]) => names.split(' ')).toSorted()).toEqual(all.toSorted());
  });

  it('is read by what it says, whatever it is called', () => {
    const file = join(makeFolder(), 'notes.txt');
    writeFileSync(
      file,
      '# Clock\n\n### GET /time\n\n| Code | Description | Schema |\n|---|---|---|\n| 200 | now | string |\n',
    );
    expect(outline(importPages([file]))).toEqual(['GET /time -> 200 string']);
  });

  it.each([
    [
      'API Blueprint',
      'apib2swagger',
      'FORMAT: 1A\n\n# Clock\n\n## Time [/time]\n\n### Read [GET]\n\n+ Response 200 (text/plain)\n\n        12:00\n',
    ],
    [
      'API Blueprint',
      'apib2swagger',
      '# Clock\n\n# Group Time\n\n## Read it [/time/now{?zone}]\n\n+ Parameters\n    + zone (string)\n',
    ],
    [
      'AsciiDoc',
      'downdoc',
      '= Clock\n:toc:\n\n== Time\n\n[source,http]\n----\nnow\n----\n\n|===\n|Name |Type\n|zone |string\n|===\n',
    ],
    [
      'HTML',
      'pandoc',
      '<!DOCTYPE html>\n<html><body><h1>Clock</h1><table><tr><td>zone</td></tr></table></body></html>\n',
    ],
    ['RAML', 'webapi-parser', '#%RAML 1.0\ntitle: Clock\n/time:\n  get:\n'],
    ['reStructuredText', 'pandoc', 'Clock\n=====\n\n.. http:get:: /time\n'],
  ])('in %s is told by that name, with %s, which converts it', (name, converter, text) => {
    const file = join(makeFolder(), 'page.md');
    writeFileSync(file, text);
    expect(() => importPages([file])).toThrow(name);
    try {
      importPages([file]);
    } catch (error) {
      expect(error).toBeInstanceOf(NoOperationError);
      expect((error as NoOperationError).diagnostics).toContainEqual(
        expect.objectContaining({
          rule: 'other-format',
          severity: 'error',
          taken: expect.stringContaining(converter) as string,
        }),
      );
    }
  });
});
