import { Fragment, type ReactNode, useMemo } from 'react';
import { type Inline, parseProse } from '@/lib/prose';
import './prose-text.css';

/** What somebody wrote about a gallery, with the little formatting it may have. */
export function Prose({ text, className }: { text: string; className: string }) {
  const blocks = useMemo(() => parseProse(text), [text]);
  return (
    <div className={`prose-text ${className}`}>
      {blocks.map((block, index) => {
        if (block.kind === 'paragraph') return <p key={index}>{shown(block.content)}</p>;
        const items = block.items.map((item, place) => <li key={place}>{shown(item)}</li>);
        return block.ordered ? <ol key={index}>{items}</ol> : <ul key={index}>{items}</ul>;
      })}
    </div>
  );
}

const shown = (content: readonly Inline[]): ReactNode =>
  content.map((part, index) => <Fragment key={index}>{one(part)}</Fragment>);

function one(part: Inline): ReactNode {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'break':
      return <br />;
    case 'strong':
      return <strong>{shown(part.content)}</strong>;
    case 'em':
      return <em>{shown(part.content)}</em>;
    case 'link':
      return (
        <a href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {shown(part.content)}
        </a>
      );
  }
}
