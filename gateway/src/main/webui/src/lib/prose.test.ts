import { describe, expect, it } from 'vitest';
import { type Block, type Inline, parseProse } from './prose';

const written = (content: readonly Inline[]): string =>
  content
    .map((part) => {
      if (part.kind === 'text') return part.text;
      if (part.kind === 'break') return '|';
      if (part.kind === 'link') return `<a ${part.href}>${written(part.content)}</a>`;
      return `<${part.kind}>${written(part.content)}</${part.kind}>`;
    })
    .join('');
const shown = (blocks: readonly Block[]) =>
  blocks.map((block) =>
    block.kind === 'paragraph'
      ? written(block.content)
      : `${block.ordered ? 'ol' : 'ul'}:${block.items.map(written).join(',')}`,
  );

describe('a description', () => {
  it('has paragraphs, lists, emphasis and links', () => {
    expect(
      shown(
        parseProse(
          'Anna **and** *Jón*\nby the lake\r\n\r\n- one\n- _two_\n1. first\n2) second\nSee [us](https://example.org/a?b=c).',
        ),
      ),
    ).toEqual([
      'Anna <strong>and</strong> <em>Jón</em>|by the lake',
      'ul:one,<em>two</em>',
      'ol:first,second',
      'See <a https://example.org/a?b=c>us</a>.',
    ]);
    expect(shown(parseProse('**bold *and italic* too** https://example.org/x, yes'))).toEqual([
      '<strong>bold <em>and italic</em> too</strong> <a https://example.org/x>https://example.org/x</a>, yes',
    ]);
  });

  it.each([
    ['<script>alert(1)</script>'],
    ['<img src=x onerror=alert(1)>'],
    ['[x](javascript:alert(1))'],
    ['[x](JaVaScRiPt:alert`1`)'],
    ['[x](data:text/html;base64,PHNjcmlwdD4=)'],
    ['[x](//evil.example)'],
    ['[x](/relative)'],
    ['[x](https://good@evil.example/)'],
    ['snake_case_name and 2 * 3 * 4'],
    ['* '.repeat(3).trim() + 'x'],
    ['\u202egnp.exe'],
  ])('leaves everything else as it is written: %s', (text) => {
    const links = JSON.stringify(parseProse(text)).includes('"link"');
    expect(links).toBe(false);
    if (!text.startsWith('*')) expect(shown(parseProse(text))).toEqual([text]);
  });

  it('takes the longest and oddest in an instant', () => {
    const begun = performance.now();
    for (const odd of ['*', '**', '_a', '[', '[a](', 'https://', '- ', '*a **b ']) {
      parseProse(odd.repeat(Math.floor(4000 / odd.length)));
    }
    expect(performance.now() - begun).toBeLessThan(2000);
  });
});
