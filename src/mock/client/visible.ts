/** Text of clients and documents as the page shows it: what turns, hides or steers text is spelled out, as in reports. */

// The same as of src/http/display/visible-text.ts, which the browser does not get; a test holds the two together.
const unsafe =
  /[[\p{Cc}--[\n\t\r]]\p{Cs}\p{Bidi_Control}\u034F\u00AD\u115F\u1160\u17B4\u17B5\u180B-\u180F\u200B\u2028\u2029\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\uFFFE\uFFFF\u{E0000}-\u{E0FFF}]|(?<![^\0-\x7F])[\u200C\u200D]|[\u200C\u200D](?![^\0-\x7F])/gv;

export function visible(text: string): string {
  return text.replace(unsafe, (character) =>
    character
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}
