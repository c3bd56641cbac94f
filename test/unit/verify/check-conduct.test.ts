/** Stack traces are known by their look in each language; prose is none; and no text makes the search slow. */
import { describe, expect, it } from 'vitest';
import { stackTrace } from '../../../src/verify/check/conduct.ts';
import { answered } from './answered.ts';

const finds = (body: string): boolean => stackTrace(answered({ status: 500, body })).length > 0;

const traces = {
  Python:
    'Traceback (most recent call last):\n  File "/app/views.py", line 42, in post\n    data["x"]\nKeyError: \'x\'',
  'Python, one frame only': '  File "/usr/lib/python3/django/core/handlers/base.py", line 197, in _get_response',
  Node: 'TypeError: x is not a function\n    at handle (/app/src/index.js:10:15)\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
  'Node, without a name': 'Error: no\n    at file:///app/dist/server.mjs:3:9',
  Java: 'java.lang.NullPointerException: null\n\tat com.example.web.RegionController.add(RegionController.java:57)\n\tat java.base/java.lang.Thread.run(Thread.java:833)',
  'Java, a class of its own': 'org.example.OddException\n\tat org.example.Main.run(Main.java:12)',
  Kotlin: 'kotlin.KotlinNullPointerException\n\tat com.example.MainKt.main(Main.kt:4)',
  Go: 'panic: runtime error: index out of range [1] with length 1\n\ngoroutine 19 [running]:\nmain.handler(0xc0000b2000)\n\t/app/main.go:31 +0x1d',
  Ruby: "app/controllers/regions_controller.rb:12:in `create': undefined method `x' for nil:NilClass (NoMethodError)",
  'Ruby 3.4': "/app/lib/region.rb:12:in 'Region#save': no (RuntimeError)",
  PHP: 'PHP Fatal error:  Uncaught Error: Call to undefined function x() in /var/www/a.php:3\nStack trace:\n#0 {main}\n  thrown in /var/www/a.php on line 3',
  Laravel: 'Stack trace:\n#0 /var/www/vendor/laravel/framework/src/Illuminate/Routing/Router.php(693): run()',
  '.NET':
    'System.NullReferenceException: Object reference not set.\n   at Api.Controllers.RegionController.Add(Region r) in /src/Api/RegionController.cs:line 31',
  '.NET, without files':
    'System.InvalidOperationException: no\r\n   at Microsoft.AspNetCore.Mvc.Infrastructure.ActionMethodExecutor.Execute(Object o)\r\n   at System.Threading.Tasks.Task.Run(Action a)',
  Rust: "thread 'tokio-runtime-worker' panicked at src/main.rs:14:9:\nindex out of bounds",
  'Rust, before 1.65': "thread 'main' panicked at 'no', src/main.rs:2:5",
};

const prose = {
  'a refusal': '{"msg":"region_name is required"}',
  'a refusal that names a line': '{"msg":"line 3, column 4: unexpected token"}',
  'a time': '{"msg":"refused at 12:30:45 (UTC)"}',
  'a place': '{"msg":"see the note at https://example.com:8443/help (page 3:2)"}',
  'several lines': '{"msg":"Wrong request.\\nLook at the manual (chapter 3) for help.\\nAt noon: closed."}',
  'a path': '{"msg":"at /openapi/v2/manage/regions nothing is found"}',
  'an address': '{"msg":"not reachable\\nat host.example.com:443"}',
  'a word of exceptions': '{"msg":"no exception is made for this error"}',
  'a certificate': '{"cert_file":"-----BEGIN CERTIFICATE-----\\nMIIB\\n-----END CERTIFICATE-----\\n"}',
  Chinese: '{"msg":"数据中心名称已存在"}',
  'an ordinal': '{"msg":"#0 is no number of a data centre"}',
};

describe('the search for stack traces', () => {
  it.each(Object.entries(traces))('knows one of %s', (_, text) => {
    expect(finds(text)).toBe(true);
  });

  it.each(Object.entries(traces))('knows one of %s inside JSON', (_, text) => {
    expect(finds(JSON.stringify({ msg: text }))).toBe(true);
  });

  it.each(Object.entries(prose))('takes no %s for one', (_, text) => {
    expect(finds(text)).toBe(false);
  });

  it.each([
    ['blanks', ' '],
    ['line feeds', '\n'],
    ['frames without an end', '\n  at x ('],
    ['file names', 'File "'],
    ['colons', ':1:1'],
    ['opening parentheses', '\n at ('],
    ['dots and words', 'at a.b.'],
    ['fatal errors', 'Fatal error: '],
    ['threads', "thread '"],
    ['Java names', 'java.lang.'],
    ['routines', 'goroutine 1'],
  ])('is quick on a megabyte of %s', (_, piece) => {
    const begun = performance.now();
    finds(piece.repeat(2 ** 20 / piece.length));
    // A search that is not linear takes minutes here; one that is takes a few milliseconds.
    expect(performance.now() - begun).toBeLessThan(3_000);
  });
});
