import { useTranslation } from 'react-i18next';
import { Cell, DataTable, Row } from '@/components/ui/DataTable';
import type { AuditEntry } from '@/lib/api/models';
import { formatDateTime } from '@/lib/format';

export function AuditTable({ entries }: { entries: readonly AuditEntry[] }) {
  const { t, i18n } = useTranslation(['admin', 'common']);
  return (
    <DataTable
      label={t('sections.audit')}
      columns={[
        { key: 'what', words: t('what') },
        { key: 'when', words: t('when') },
        { key: 'who', words: t('who') },
        { key: 'to_whom', words: t('to_whom') },
        { key: 'from_where', words: t('from_where') },
        { key: 'details', words: t('details') },
      ]}
    >
      {entries.map((entry) => (
        <Row key={entry.id}>
          <Cell column="what">
            <span className="data-main">{entry.action}</span>
          </Cell>
          <Cell column="when" words={t('when')}>
            <time className="numbers" dateTime={entry.occurred_at} title={entry.occurred_at}>
              {formatDateTime(entry.occurred_at, i18n.language)}
            </time>
          </Cell>
          <Cell column="who" words={t('who')}>
            <PartyName party={entry.actor} nobody={t('nobody')} />
          </Cell>
          <Cell column="to_whom" words={t('to_whom')}>
            <PartyName party={entry.subject} nobody="–" />
          </Cell>
          <Cell column="from_where" words={t('from_where')}>
            {entry.address ?? '–'}
            {entry.user_agent !== null && <span className="data-quiet audit-agent">{entry.user_agent}</span>}
          </Cell>
          <Cell column="details" words={t('details')}>
            <Facts details={entry.details} />
          </Cell>
        </Row>
      ))}
    </DataTable>
  );
}

function PartyName({ party, nobody }: { party: AuditEntry['actor']; nobody: string }) {
  if (party === null) return <span className="data-quiet">{nobody}</span>;
  if (party.name !== null) return <span title={party.id}>{party.name}</span>;
  // Deleted since, or of a kind without a name, such as a token.
  return <span className="data-quiet">{party.id}</span>;
}

function Facts({ details }: { details: AuditEntry['details'] }) {
  const facts = Object.entries(details);
  if (facts.length === 0) return '–';
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
        </div>
      ))}
    </dl>
  );
}
