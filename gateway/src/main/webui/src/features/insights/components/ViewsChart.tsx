import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ViewsBucket } from '@/lib/api/models';
import { formatNumber, formatShortDate } from '@/lib/format';
import './insights.css';

const HEIGHT = 220;
const LEFT = 44;
const BOTTOM = 24;
const TOP = 10;

/** Bars for views, in each the part of new visitors. Whoever cannot see them has the same as a table. */
export function ViewsChart({ buckets }: { buckets: readonly ViewsBucket[] }) {
  const { t, i18n } = useTranslation('clients');
  const [table, setTable] = useState(false);
  const [first, last] = [buckets[0], buckets.at(-1)];
  if (first === undefined || last === undefined) return null;
  const summary = t('chart_summary', {
    views: formatNumber(sum(buckets, 'views'), i18n.language),
    visitors: formatNumber(sum(buckets, 'visitors'), i18n.language),
    from: formatShortDate(first.start, i18n.language),
    to: formatShortDate(last.start, i18n.language),
  });
  return (
    <div>
      {table ? <Table buckets={buckets} /> : <Bars buckets={buckets} summary={summary} />}
      <div className="chart-foot">
        <ul className="chart-key" aria-hidden="true">
          <li data-series="views">{t('views')}</li>
          <li data-series="visitors">{t('visitors')}</li>
        </ul>
        <Button
          variant="subtle"
          size="compact-sm"
          onClick={() => {
            setTable((shown) => !shown);
          }}
        >
          {table ? t('as_chart') : t('as_table')}
        </Button>
      </div>
    </div>
  );
}

const sum = (buckets: readonly ViewsBucket[], of: 'views' | 'visitors') =>
  buckets.reduce((total, bucket) => total + bucket[of], 0);

/** The next round number that leaves four even steps. */
export function roundUp(most: number): number {
  if (most <= 4) return 4;
  const magnitude = 10 ** Math.floor(Math.log10(most));
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * magnitude >= most) ?? 10;
  const top = step * magnitude;
  return top % 4 === 0 ? top : top + (4 - (top % 4));
}

function Bars({ buckets, summary }: { buckets: readonly ViewsBucket[]; summary: string }) {
  const { t, i18n } = useTranslation('clients');
  const { ref, width: measured } = useElementSize();
  const title = useId();
  const [shown, setShown] = useState<number | null>(null);
  const width = Math.max(280, measured || 640);
  const inner = HEIGHT - TOP - BOTTOM;
  const top = roundUp(Math.max(0, ...buckets.map((bucket) => Math.max(bucket.views, bucket.visitors))));
  const slot = (width - LEFT) / Math.max(1, buckets.length);
  const bar = Math.max(2, Math.min(36, slot * 0.66));
  const y = (value: number) => TOP + inner - (value / top) * inner;
  const labels = Math.max(1, Math.ceil(buckets.length / Math.max(2, Math.floor(width / 110))));
  const day = (start: string) => formatShortDate(start, i18n.language);
  const told = shown === null ? undefined : buckets[shown];
  return (
    <div ref={ref} className="chart">
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${String(width)} ${String(HEIGHT)}`} role="img" aria-labelledby={title}>
        <title id={title}>{summary}</title>
        {[0, 1, 2, 3, 4].map((line) => (
          <g key={line} className="chart-line">
            <line x1={LEFT} x2={width} y1={y((top / 4) * line)} y2={y((top / 4) * line)} />
            <text x={LEFT - 8} y={y((top / 4) * line) + 4} textAnchor="end">
              {formatNumber((top / 4) * line, i18n.language)}
            </text>
          </g>
        ))}
        {buckets.map((bucket, index) => {
          const x = LEFT + index * slot + (slot - bar) / 2;
          return (
            <g
              key={bucket.start}
              onMouseEnter={() => {
                setShown(index);
              }}
              onMouseLeave={() => {
                setShown(null);
              }}
            >
              <rect className="chart-hit" x={LEFT + index * slot} y={TOP} width={slot} height={inner} />
              <rect className="chart-views" x={x} y={y(bucket.views)} width={bar} height={TOP + inner - y(bucket.views)} />
              <rect className="chart-visitors" x={x} y={y(bucket.visitors)} width={bar} height={TOP + inner - y(bucket.visitors)} />
              {index % labels === 0 && (
                <text className="chart-day" x={LEFT + index * slot} y={HEIGHT - 6}>
                  {day(bucket.start)}
                </text>
              )}
            </g>
          );
        })}
      </svg>
      <p className="chart-told numbers" aria-hidden="true">
        {told === undefined
          ? summary
          : `${day(told.start)}: ${t('views')} ${formatNumber(told.views, i18n.language)}, ${t('visitors')} ${formatNumber(told.visitors, i18n.language)}`}
      </p>
    </div>
  );
}

function Table({ buckets }: { buckets: readonly ViewsBucket[] }) {
  const { t, i18n } = useTranslation('clients');
  const number = (value: number) => formatNumber(value, i18n.language);
  return (
    <div className="chart-table" tabIndex={0} role="region" aria-label={t('views_over_time')}>
      <table>
        <thead>
          <tr>
            <th scope="col">{t('from_day')}</th>
            <th scope="col">{t('views')}</th>
            <th scope="col">{t('visitors')}</th>
            <th scope="col">{t('photo_views')}</th>
            <th scope="col">{t('downloads')}</th>
          </tr>
        </thead>
        <tbody className="numbers">
          {buckets.map((bucket) => (
            <tr key={bucket.start}>
              <th scope="row">{formatShortDate(bucket.start, i18n.language)}</th>
              <td>{number(bucket.views)}</td>
              <td>{number(bucket.visitors)}</td>
              <td>{number(bucket.photo_views)}</td>
              <td>{number(bucket.downloads)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
