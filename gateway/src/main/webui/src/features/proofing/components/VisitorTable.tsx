import { useTranslation } from 'react-i18next';
import { Cell, DataTable, Row } from '@/components/ui/DataTable';
import type { LinkProofing, LinkVisitor } from '@/lib/api/models';
import { formatDateTime, formatShortDate } from '@/lib/format';

/** Who chose and said how much, and who has sent it. */
export function VisitorTable({ proofing }: { proofing: LinkProofing }) {
  const { t, i18n } = useTranslation('studio');
  return (
    <DataTable
      label={t('choices.visitors')}
      columns={[
        { key: 'visitor', words: t('choices.visitor') },
        { key: 'chosen', words: t('choices.chosen') },
        { key: 'comments', words: t('choices.comments') },
        { key: 'sent', words: t('choices.sent') },
        { key: 'seen', words: t('choices.last_change') },
      ]}
    >
      {proofing.visitors.map((visitor) => (
        <Row key={visitor.id}>
          <Cell column="visitor">
            <span className="data-main">{visitor.name ?? t('choices.unnamed')}</span>
            {visitor.email !== null && <span className="data-quiet">{visitor.email}</span>}
          </Cell>
          <Cell column="chosen" words={t('choices.chosen')}>
            <span className="numbers">{counts(visitor)}</span>
            {visitor.lists.map((list) => (
              <span key={list.id} className="data-quiet">
                {t('choices.list_count', { name: list.name, count: list.chosen })}
              </span>
            ))}
          </Cell>
          <Cell column="comments" words={t('choices.comments')}>
            <span className="numbers">{visitor.comments}</span>
          </Cell>
          <Cell column="sent" words={t('choices.sent')}>
            {visitor.signed === null
              ? t('choices.not_sent')
              : t('choices.sent_at', {
                  count: visitor.signed.chosen,
                  date: formatDateTime(visitor.signed.signed_at, i18n.language),
                })}
          </Cell>
          <Cell column="seen" words={t('choices.last_change')}>
            <span className="numbers">{formatShortDate(visitor.last_seen_at, i18n.language)}</span>
          </Cell>
        </Row>
      ))}
    </DataTable>
  );

  function counts(visitor: LinkVisitor): string {
    if (proofing.kind === 'approve') {
      return t('choices.verdicts', { approved: visitor.approved, rejected: visitor.rejected });
    }
    return proofing.quota === null
      ? String(visitor.chosen)
      : t('of', { some: String(visitor.chosen), all: String(proofing.quota) });
  }
}
