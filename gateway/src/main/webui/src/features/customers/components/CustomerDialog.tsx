import { Button, Modal, NativeSelect, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Problem, asProblem, fieldErrors } from '@/lib/api/problem';
import type { Customer } from '@/lib/api/models';
import { problemText } from '@/lib/i18n/problem-text';
import { type CustomerFields, useAddCustomer, useEditCustomer } from '../api/customers';

interface CustomerDialogProps {
  /** Nobody: somebody new is added. */
  readonly customer: Customer | null;
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function CustomerDialog({ customer, opened, onClose }: CustomerDialogProps) {
  const { t } = useTranslation(['clients', 'common']);
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title={customer === null ? t('add_client') : t('edit_client')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      {customer === null ? <Adding onClose={onClose} /> : <Editing customer={customer} onClose={onClose} />}
    </Modal>
  );
}

function Adding({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['clients', 'common']);
  const add = useAddCustomer();
  return (
    <CustomerForm
      initial={{ name: '', email: '', phone: '', notes: '', status: 'active' }}
      action={t('add_client')}
      busy={add.isPending}
      onSubmit={(fields) => add.mutateAsync(fields)}
      onClose={onClose}
    />
  );
}

function Editing({ customer, onClose }: { customer: Customer; onClose: () => void }) {
  const { t } = useTranslation(['clients', 'common']);
  const edit = useEditCustomer(customer.id);
  return (
    <CustomerForm
      initial={{
        name: customer.name,
        email: customer.email,
        phone: customer.phone ?? '',
        notes: customer.notes ?? '',
        status: customer.status,
      }}
      action={t('save')}
      busy={edit.isPending}
      onSubmit={(fields) => edit.mutateAsync(fields)}
      onClose={onClose}
    />
  );
}

const FIELDS = ['name', 'email', 'phone', 'notes', 'status'] as const;

function CustomerForm(props: {
  initial: CustomerFields;
  action: string;
  busy: boolean;
  onSubmit: (fields: CustomerFields) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation(['clients', 'common']);
  const [problem, setProblem] = useState<Problem | null>(null);
  const form = useForm({
    initialValues: props.initial,
    validate: {
      name: (name) => (name.trim() === '' ? t('name_flaw') : null),
      email: (email) => (/^\S+@\S+$/.test(email.trim()) ? null : t('email_flaw')),
    },
  });
  const send = form.onSubmit(async (values) => {
    setProblem(null);
    try {
      await props.onSubmit({ ...values, name: values.name.trim(), email: values.email.trim() });
      props.onClose();
    } catch (error) {
      const failed = asProblem(error);
      const beside =
        failed.slug === 'customer-exists' ? { email: problemText(failed) } : fieldErrors(failed, FIELDS);
      form.setErrors(beside);
      if (Object.keys(beside).length === 0) setProblem(failed);
    }
  });
  return (
    <form onSubmit={send} className="form" noValidate>
      <TextInput data-autofocus label={t('name')} maxLength={120} {...form.getInputProps('name')} />
      <TextInput type="email" label={t('email')} maxLength={120} autoComplete="off" {...form.getInputProps('email')} />
      <div className="form-pair">
        <TextInput type="tel" label={t('phone')} maxLength={20} autoComplete="off" {...form.getInputProps('phone')} />
        <NativeSelect
          label={t('status')}
          data={(['active', 'inactive'] as const).map((status) => ({ value: status, label: t(`statuses.${status}`) }))}
          {...form.getInputProps('status')}
        />
      </div>
      <Textarea label={t('notes')} rows={4} maxLength={4000} {...form.getInputProps('notes')} />
      {problem && (
        <p className="form-problem" role="alert">
          {problemText(problem)}
        </p>
      )}
      <div className="form-actions">
        <Button variant="default" onClick={props.onClose}>
          {t('cancel')}
        </Button>
        <Button type="submit" loading={props.busy}>
          {props.action}
        </Button>
      </div>
    </form>
  );
}
