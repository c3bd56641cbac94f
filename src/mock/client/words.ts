/** The language of the page: the one that was chosen here, else that of `docpact mock --lang`, else the browser's. */
import { pageWords, type PageWord } from '../../language/page-words.ts';
import { type Language, tellIn } from '../../language/translate.ts';

export type Word = PageWord;

const kept = 'docpact-language';

let language: Language = readLanguage();

function readLanguage(): Language {
  const chosen = localStorage.getItem(kept) ?? document.documentElement.dataset['lang'];
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
  return pageWords[word][language === 'en' ? 0 : 1];
}

/** `Scenario: created`, with the colon of the language. */
export function sayOf(word: Word, text: string): string {
  return `${say(word)}${language === 'en' ? ': ' : '：'}${text}`;
}

/** Several remarks in one line. */
export function join(remarks: readonly string[]): string {
  return remarks.join(language === 'en' ? '; ' : '；');
}

/** A sentence of the mock's in that language; what is not its own, as it is. */
export function tell(sentence: string): string {
  return tellIn(language)(sentence);
}
