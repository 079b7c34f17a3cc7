/** What people may write in a description: paragraphs, lists, emphasis and links. Everything else is text. */
export type Inline =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'strong' | 'em'; readonly content: readonly Inline[] }
  | { readonly kind: 'link'; readonly href: string; readonly content: readonly Inline[] }
  | { readonly kind: 'break' };

export type Block =
  | { readonly kind: 'paragraph'; readonly content: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] };

const ITEM = /^\s{0,3}(?:([-*+])|\d{1,9}[.)])\s+(.*)$/;

/** A small part of Markdown. Its result is data, never markup, so nothing that is written can become more than it is here. */
export function parseProse(text: string): Block[] {
  const blocks: Block[] = [];
  let lines: string[] = [];
  let list = null as { ordered: boolean; items: string[] } | null;
  const end = () => {
    if (lines.length > 0) blocks.push({ kind: 'paragraph', content: withBreaks(lines) });
    if (list) blocks.push({ kind: 'list', ordered: list.ordered, items: list.items.map((item) => inlines(item)) });
    lines = [];
    list = null;
  };
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const item = ITEM.exec(line);
    if (item) {
      const ordered = item[1] === undefined;
      if (list?.ordered !== ordered) {
        end();
        list = { ordered, items: [] };
      }
      list.items.push(item[2] ?? '');
    } else if (line.trim() === '') {
      end();
    } else {
      if (list) end();
      lines.push(line.trim());
    }
  }
  end();
  return blocks;
}

const withBreaks = (lines: readonly string[]): Inline[] =>
  lines.flatMap((line, index) => (index === 0 ? inlines(line) : [{ kind: 'break' as const }, ...inlines(line)]));

/** Nothing of this is longer than a description, and nesting ends here. */
const DEEPEST = 4;

const MARKS = [
  { kind: 'strong', form: /\*\*(?=\S)([^*]*(?:\*(?!\*)[^*]*)*?\S)\*\*/ },
  { kind: 'em', form: /\*(?=\S)([^*]*?\S)\*|(?<![\p{L}\p{N}_])_(?=\S)([^_]*?\S)_(?![\p{L}\p{N}_])/u },
  { kind: 'link', form: /\[([^[\]]+)\]\(([^()\s]+)\)/ },
  { kind: 'address', form: /https?:\/\/[^\s<>"']+[^\s<>"'.,;:!?)\]]/ },
] as const;

function inlines(text: string, depth = 0): Inline[] {
  if (text === '') return [];
  const plain: Inline[] = [{ kind: 'text', text }];
  if (depth === DEEPEST) return plain;
  let first: { index: number; length: number; made: Inline } | null = null;
  for (const { kind, form } of MARKS) {
    const found = form.exec(text);
    if (found === null || (first !== null && found.index >= first.index)) continue;
    const inner = found[1] ?? found[2] ?? '';
    if (kind === 'strong' || kind === 'em') {
      first = { index: found.index, length: found[0].length, made: { kind, content: inlines(inner, depth + 1) } };
      continue;
    }
    const href = webAddress(kind === 'link' ? (found[2] ?? '') : found[0]);
    if (href === null) continue;
    const content = kind === 'link' ? inlines(inner, DEEPEST) : [{ kind: 'text' as const, text: found[0] }];
    first = { index: found.index, length: found[0].length, made: { kind: 'link', href, content } };
  }
  if (first === null) return plain;
  return [
    ...inlines(text.slice(0, first.index), DEEPEST),
    first.made,
    ...inlines(text.slice(first.index + first.length), depth),
  ];
}

/** Only the web: no script, no data, no address of this machine's own kinds. */
function webAddress(text: string): string | null {
  try {
    const url = new URL(text);
    return (url.protocol === 'https:' || url.protocol === 'http:') && url.username === '' && url.password === ''
      ? url.href
      : null;
  } catch {
    return null;
  }
}
