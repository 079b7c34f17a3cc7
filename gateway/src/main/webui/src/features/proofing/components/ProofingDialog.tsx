import { Button, Modal, NumberInput, Radio, Switch, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LinkProofing } from '@/lib/api/models';
import { asProblem } from '@/lib/api/problem';
import { problemText } from '@/lib/i18n/problem-text';
import { useProofingSettings } from '../api/proofing';

/** The field shows the reader's own time; the service keeps the moment. */
function local(iso: string | null): string {
  if (iso === null) return '';
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** What is asked of a link's visitors. */
export function ProofingDialog({ proofing, onClose }: { proofing: LinkProofing; onClose: () => void }) {
  const { t } = useTranslation(['studio', 'common']);
  const save = useProofingSettings(proofing.link_id);
  const [enabled, setEnabled] = useState(proofing.enabled);
  const [kind, setKind] = useState(proofing.kind);
  const [quota, setQuota] = useState<number | string>(proofing.quota ?? '');
  const [beyond, setBeyond] = useState(proofing.beyond_quota);
  const [comments, setComments] = useState(proofing.comments);
  const [deadline, setDeadline] = useState(local(proofing.deadline));
  const send = (event: SyntheticEvent) => {
    event.preventDefault();
    save.mutate(
      {
        enabled,
        kind,
        quota: typeof quota === 'number' ? quota : null,
        beyond_quota: beyond,
        comments,
        // Unchanged to the minute it stays the very moment it was.
        deadline:
          deadline === ''
            ? null
            : deadline === local(proofing.deadline)
              ? proofing.deadline
              : new Date(deadline).toISOString(),
      },
      { onSuccess: onClose },
    );
  };
  return (
    <Modal opened onClose={onClose} title={t('choices.settings')} closeButtonProps={{ 'aria-label': t('common:close') }}>
      <form className="form" onSubmit={send}>
        <Switch
          label={t('choices.enabled')}
          checked={enabled}
          onChange={(event) => {
            setEnabled(event.currentTarget.checked);
          }}
        />
        <Radio.Group
          label={t('choices.kind')}
          value={kind}
          onChange={(value) => {
            setKind(value === 'approve' ? 'approve' : 'choose');
          }}
        >
          <div className="form-choices">
            <Radio value="choose" label={t('choices.kind_choose')} disabled={!enabled} />
            <Radio value="approve" label={t('choices.kind_approve')} disabled={!enabled} />
          </div>
        </Radio.Group>
        {kind === 'choose' && (
          <>
            <NumberInput
              label={t('choices.quota')}
              description={t('choices.quota_words')}
              min={1}
              max={100000}
              allowDecimal={false}
              value={quota}
              disabled={!enabled}
              onChange={setQuota}
            />
            <Switch
              label={t('choices.beyond')}
              checked={beyond}
              disabled={!enabled || quota === ''}
              onChange={(event) => {
                setBeyond(event.currentTarget.checked);
              }}
            />
          </>
        )}
        <TextInput
          type="datetime-local"
          label={t('choices.deadline')}
          description={t('choices.deadline_words')}
          value={deadline}
          disabled={!enabled}
          onChange={(event) => {
            setDeadline(event.currentTarget.value);
          }}
        />
        <Switch
          label={t('choices.allow_comments')}
          checked={comments}
          disabled={!enabled}
          onChange={(event) => {
            setComments(event.currentTarget.checked);
          }}
        />
        {save.error !== null && (
          <p className="form-problem" role="alert">
            {problemText(asProblem(save.error))}
          </p>
        )}
        <div className="form-actions">
          <Button variant="default" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={save.isPending}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
