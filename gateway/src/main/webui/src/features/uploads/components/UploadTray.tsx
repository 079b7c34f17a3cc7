import { Button, Popover, Progress, ScrollArea, UnstyledButton } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '@/components/photo/Icon';
import { formatBytes, formatNumber } from '@/lib/format';
import { problemText } from '@/lib/i18n/problem-text';
import { type Upload, isActive, totals } from '../api/queue';
import { useTimeLeft } from './use-time-left';
import { useUploadQueue, useUploads } from './Uploads';
import './upload-tray.css';

const LISTED = 80;
const RADIUS = 14;
const AROUND = 2 * Math.PI * RADIUS;

interface UploadTrayProps {
  readonly onSignIn: () => void;
}

/** The ring in the header, and behind it every file with its state. */
export function UploadTray({ onSignIn }: UploadTrayProps) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const queue = useUploadQueue();
  const { uploads, paused, signInDue } = useUploads();
  const [opened, setOpened] = useState(false);
  const sum = totals(uploads);
  const timeLeft = useTimeLeft(sum.bytes, sum.sentBytes, sum.open > 0 && !paused);
  const percent = Math.floor(sum.share * 100);
  const busy = sum.open > 0;

  // A failure is worth a look even when the tray is closed.
  const failedBefore = useRef(0);
  useEffect(() => {
    if (sum.failed > failedBefore.current && !busy) setOpened(true);
    failedBefore.current = sum.failed;
  }, [sum.failed, busy]);

  if (uploads.length === 0) return null;

  const short = signInDue
    ? t('sign_in_due_short')
    : busy
      ? [
          t('done_of', { done: formatNumber(sum.done, i18n.language), all: formatNumber(sum.files, i18n.language) }),
          paused ? t('paused') : timeLeft === null ? null : t('time_left', { count: timeLeft }),
        ]
          .filter(Boolean)
          .join(' · ')
      : sum.failed > 0
        ? t('files_failed', { count: sum.failed })
        : t('files_uploaded', { count: sum.done });

  return (
    <Popover opened={opened} onChange={setOpened} width="min(400px, calc(100vw - 16px))" position="bottom-end" shadow="md" trapFocus withinPortal>
      <Popover.Target>
        <UnstyledButton
          className="tray-button"
          data-failed={sum.failed > 0 || signInDue}
          aria-label={`${t('uploads')}: ${short}`}
          onClick={() => {
            setOpened((open) => !open);
          }}
        >
          <span className="tray-words numbers">{short}</span>
          <span className="tray-ring">
            <svg viewBox="0 0 32 32" aria-hidden="true">
              <circle cx="16" cy="16" r={RADIUS} />
              <circle
                cx="16"
                cy="16"
                r={RADIUS}
                className="tray-done"
                strokeDasharray={AROUND}
                strokeDashoffset={AROUND * (1 - (busy ? sum.share : 1))}
              />
            </svg>
            <span className="numbers" aria-hidden="true">
              {busy ? (
                paused ? (
                  <Icon name="pause" size={12} />
                ) : (
                  percent
                )
              ) : (
                <Icon name={sum.failed > 0 ? 'alert' : 'check'} size={14} />
              )}
            </span>
          </span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('uploads')}>
        <div className="tray-head">
          <div className="tray-line">
            <strong>{short}</strong>
            <span className="tray-muted numbers">
              {t('bytes_of', {
                sent: formatBytes(sum.sentBytes, i18n.language),
                all: formatBytes(sum.bytes, i18n.language),
              })}
            </span>
          </div>
          <Progress value={sum.share * 100} size={4} aria-label={t('uploads')} />
          {signInDue && (
            <p className="tray-note" role="alert">
              {t('sign_in_due')}
            </p>
          )}
          <div className="tray-actions">
            {signInDue && (
              <Button size="xs" onClick={onSignIn}>
                {t('sign_in')}
              </Button>
            )}
            {busy && !signInDue && (
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  if (paused) queue.resume();
                  else queue.pause();
                }}
              >
                {paused ? t('resume') : t('pause')}
              </Button>
            )}
            {sum.failed > 0 && (
              <Button
                size="xs"
                variant="default"
                onClick={() => {
                  queue.retry();
                }}
              >
                {t('retry_failed', { count: sum.failed })}
              </Button>
            )}
            {sum.files > sum.open && (
              <Button
                size="xs"
                variant="subtle"
                color="gray"
                onClick={() => {
                  queue.clearEnded();
                }}
              >
                {t('clear_list')}
              </Button>
            )}
          </div>
        </div>
        <ScrollArea.Autosize mah={360} type="auto" viewportProps={{ tabIndex: 0 }}>
          <ul className="tray-list">
            {ordered(uploads)
              .slice(0, LISTED)
              .map((upload) => (
                <UploadRow key={upload.id} upload={upload} />
              ))}
          </ul>
          {uploads.length > LISTED && (
            <p className="tray-note">{t('more_files', { count: uploads.length - LISTED })}</p>
          )}
        </ScrollArea.Autosize>
      </Popover.Dropdown>
    </Popover>
  );
}

const RANK = { failed: 0, sending: 1, confirming: 1, checking: 1, waiting: 2, queued: 3, duplicate: 4, done: 5 } as const;

/** What needs a look first, then what moves, then the rest. */
const ordered = (uploads: readonly Upload[]): Upload[] =>
  uploads.toSorted((a, b) => RANK[a.state] - RANK[b.state]);

function UploadRow({ upload }: { upload: Upload }) {
  const { t, i18n } = useTranslation(['studio', 'common']);
  const queue = useUploadQueue();
  const share = upload.size === 0 ? 0 : upload.sentBytes / upload.size;
  const state =
    upload.state === 'failed' && upload.problem
      ? problemText(upload.problem)
      : upload.state === 'waiting' && upload.problem
        ? `${problemText(upload.problem)} ${t('tries_again')}`
        : upload.state === 'sending'
          ? `${String(Math.floor(share * 100))} %`
          : t(`upload_states.${upload.state}`);
  return (
    <li className="tray-file" data-state={upload.state}>
      <div>
        <span className="tray-name" title={upload.file.name}>
          {upload.file.name}
        </span>
        <span className="tray-state numbers">
          {[
            formatBytes(upload.size, i18n.language),
            // Whoever counts on the place being gone has to see where it is not.
            upload.shrinking === 'done' ? t('shrunk') : upload.shrinking === 'impossible' ? t('not_shrunk') : null,
            state,
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
        {isActive(upload) && <Progress value={share * 100} size={2} mt={4} aria-label={upload.file.name} />}
      </div>
      {upload.state === 'failed' && (
        <button
          type="button"
          className="tray-icon"
          aria-label={t('retry_file', { name: upload.file.name })}
          onClick={() => {
            queue.retry([upload.id]);
          }}
        >
          <Icon name="retry" size={18} />
        </button>
      )}
      {upload.state !== 'done' && (
        <button
          type="button"
          className="tray-icon"
          aria-label={t('remove_file', { name: upload.file.name })}
          onClick={() => {
            queue.remove(upload.id);
          }}
        >
          <Icon name="close" size={18} />
        </button>
      )}
      {upload.state === 'done' && (
        <span className="tray-ok">
          <Icon name="check" size={18} />
        </span>
      )}
    </li>
  );
}
