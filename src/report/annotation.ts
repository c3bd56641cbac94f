/** One annotation of a GitHub workflow, escaped as GitHub's own toolkit does (actions/toolkit, command.ts). */
import { obeyNothing, visibleLine, visibleText } from '../http/display/visible-text.ts';

export interface AnnotationPlace {
  title: string;
  /** A file outside the checkout has no place to show the annotation at. */
  file?: string | undefined;
  line?: number | undefined;
}

/** `::error file=a.md,line=3,title=…::message` */
export function annotation(
  level: 'error' | 'warning' | 'notice',
  { title, file, line }: AnnotationPlace,
  message: string,
): string {
  const inside = file !== undefined && !file.startsWith('/') && !file.startsWith('..');
  const properties = {
    ...(inside ? { file, ...(line === undefined ? {} : { line: String(line) }) } : {}),
    title,
  };
  const shown = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(visibleLine(value))}`);
  return `::${level} ${shown.join(',')}::${escapeData(obeyNothing(visibleText(message)))}`;
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
