import { Button, Modal, MultiSelect } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '@/lib/api/problem';
import type { Customer, CustomerGallery } from '@/lib/api/models';
import { problemText } from '@/lib/i18n/problem-text';
import { useAssignGalleries } from '../api/customers';

interface AssignDialogProps {
  readonly customer: Customer;
  readonly assigned: readonly CustomerGallery[];
  /** Galleries that fit what was typed, and the way to ask for others. */
  readonly galleries: readonly { readonly id: string; readonly name: string }[];
  readonly onSearch: (q: string) => void;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function AssignDialog({ opened, onClose, customer, ...form }: AssignDialogProps) {
  const { t } = useTranslation(['clients', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={t('galleries_for', { name: customer.name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <AssignForm customer={customer} onClose={onClose} {...form} />
    </Modal>
  );
}

function AssignForm({ customer, assigned, galleries, onSearch, onClose }: Omit<AssignDialogProps, 'opened'>) {
  const { t } = useTranslation(['clients', 'common']);
  const [names, setNames] = useState(() => new Map(assigned.map((gallery) => [gallery.id, gallery.name])));
  const [chosen, setChosen] = useState(() => assigned.map((gallery) => gallery.id));
  const assign = useAssignGalleries(customer.id);
  const options = new Map([...names, ...galleries.map((gallery) => [gallery.id, gallery.name] as const)]);
  return (
    <div className="form">
      <MultiSelect
        data-autofocus
        searchable
        hidePickedOptions
        label={t('galleries')}
        nothingFoundMessage={t('nothing_fits')}
        data={[...options].map(([value, label]) => ({ value, label }))}
        value={chosen}
        onSearchChange={onSearch}
        onChange={(ids) => {
          setNames(new Map(ids.map((id) => [id, options.get(id) ?? id])));
          setChosen(ids);
        }}
      />
      {assign.isError && (
        <p className="form-problem" role="alert">
          {problemText(asProblem(assign.error))}
        </p>
      )}
      <div className="form-actions">
        <Button variant="default" onClick={onClose}>
          {t('cancel')}
        </Button>
        <Button
          loading={assign.isPending}
          onClick={() => {
            assign.mutate(chosen, { onSuccess: onClose });
          }}
        >
          {t('save')}
        </Button>
      </div>
    </div>
  );
}
