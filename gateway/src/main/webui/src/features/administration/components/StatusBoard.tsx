import { useTranslation } from 'react-i18next';
import { Cell, DataTable, Row } from '@/components/ui/DataTable';
import type { SystemStatus } from '@/lib/api/models';
import { formatBytes, formatDateTime, formatNumber } from '@/lib/format';

const PARTS = ['gateway', 'auth', 'gallery', 'media', 'media-worker', 'share'] as const;
const STATES = { up: 'good', down: 'bad', silent: 'bad' } as const;

export function StatusBoard({ status }: { status: SystemStatus }) {
  const { t, i18n } = useTranslation(['admin', 'common']);
  const number = (value: number | null) => (value === null ? '–' : formatNumber(value, i18n.language));
  const figures = [
    [t('accounts'), status.accounts],
    [t('studios'), status.studios],
    [t('letters_waiting'), status.letters_waiting],
    [t('logouts_waiting'), status.logouts_waiting],
  ] as const;
  return (
    <>
      <dl className="figures">
        {figures.map(([words, value]) => (
          <div key={words}>
            <dt>{words}</dt>
            <dd className="numbers">{number(value)}</dd>
          </div>
        ))}
      </dl>
      <DataTable
        label={t('parts')}
        columns={[
          { key: 'part', words: t('part') },
          { key: 'state', words: t('state') },
          { key: 'version', words: t('version') },
          { key: 'since', words: t('running_since') },
          { key: 'answer', words: t('answer_time') },
          { key: 'dead', words: t('dead_letters') },
          { key: 'waiting', words: t('events_waiting') },
          { key: 'disk', words: t('disk_free') },
        ]}
      >
        {status.parts.map((part) => {
          const known = PARTS.find((name) => name === part.name);
          const state = part.state === 'up' || part.state === 'down' ? part.state : 'silent';
          return (
            <Row key={part.name}>
              <Cell column="part">
                <span className="data-main">{known === undefined ? part.name : t(`part_names.${known}`)}</span>
              </Cell>
              <Cell column="state" words={t('state')}>
                <span className="data-state" data-state={STATES[state]}>
                  {t(`part_states.${state}`)}
                </span>
              </Cell>
              <Cell column="version" words={t('version')}>
                {part.version ?? '–'}
              </Cell>
              <Cell column="since" words={t('running_since')}>
                <span className="numbers">
                  {part.started_at === null ? '–' : formatDateTime(part.started_at, i18n.language)}
                </span>
              </Cell>
              <Cell column="answer" words={t('answer_time')}>
                <span className="numbers">
                  {part.answered_in_ms === null
                    ? '–'
                    : t('milliseconds', { count: part.answered_in_ms })}
                </span>
              </Cell>
              <Cell column="dead" words={t('dead_letters')}>
                <span
                  className={part.dead_letters === null || part.dead_letters === 0 ? 'numbers' : 'numbers data-state'}
                  data-state="warning"
                >
                  {number(part.dead_letters)}
                </span>
              </Cell>
              <Cell column="waiting" words={t('events_waiting')}>
                <span className="numbers">{number(part.events_waiting)}</span>
              </Cell>
              <Cell column="disk" words={t('disk_free')}>
                <span className="numbers">{disk(part.disk_free_bytes, part.disk_total_bytes)}</span>
              </Cell>
            </Row>
          );
        })}
      </DataTable>
    </>
  );

  function disk(free: number | null, total: number | null): string {
    if (free === null) return '–';
    const shown = formatBytes(free, i18n.language);
    return total === null ? shown : t('disk_of', { free: shown, total: formatBytes(total, i18n.language) });
  }
}
