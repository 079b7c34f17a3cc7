import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it, vi } from 'vitest';
import type { Customer } from '@/lib/api/models';
import { show } from '@/testing/render';
import { at, http, problem, services } from '@/testing/server';
import { CustomerDialog } from './CustomerDialog';
import { CustomerTable } from './CustomerTable';
import { ImportDialog } from './ImportDialog';
import { MergeDialog } from './MergeDialog';

const server = services();

const ada: Customer = {
  id: 'a',
  name: 'Ada <b>Lovelace</b>',
  email: 'ada@example.org',
  other_emails: [],
  phone: null,
  notes: null,
  status: 'active',
  gallery_count: 2,
  link_count: 1,
  last_accessed_at: null,
  created_at: '2026-05-05T10:00:00Z',
  updated_at: '2026-05-05T10:00:00Z',
};

describe('CustomerTable', () => {
  it('shows names as they were written and offers what can be done', async () => {
    const edit = vi.fn();
    const user = userEvent.setup();
    show(<CustomerTable customers={[ada]} link={(customer) => customer.name} onEdit={edit} onDelete={vi.fn()} />);
    expect(screen.getByText('Ada <b>Lovelace</b>')).toBeVisible();
    await user.click(screen.getByRole('button', { name: /^Actions for Ada/ }));
    await user.click(await screen.findByRole('menuitem', { name: 'Edit client' }));
    expect(edit).toHaveBeenCalledWith(ada);
  });
});

describe('CustomerDialog', () => {
  it('says beside the address that it is taken', async () => {
    server.use(http.post(at('/api/customers'), () => problem(409, 'customer-exists', { customer_id: 'b' })));
    const user = userEvent.setup();
    show(<CustomerDialog customer={null} opened onClose={vi.fn()} />);
    await user.click(screen.getByRole('button', { name: 'Add client' }));
    expect(screen.getByText('A client needs a name.')).toBeVisible();
    await user.type(screen.getByLabelText('Name'), 'Ada');
    await user.type(screen.getByLabelText('Email'), 'ada@example.org');
    await user.click(screen.getByRole('button', { name: 'Add client' }));
    expect(await screen.findByText('A client has this address already.')).toBeVisible();
    expect(screen.getByLabelText('Email')).toBeInvalid();
  });
});

describe('ImportDialog', () => {
  it('tells what a file would do and does it when told', async () => {
    const asked: (string | null)[] = [];
    server.use(
      http.post(at('/api/customers/import'), async ({ request }) => {
        const dryRun = new URL(request.url).searchParams.get('dry_run');
        asked.push(dryRun);
        expect(request.headers.get('Content-Type')).toBe('text/csv');
        expect(await request.text()).toBe('name,email\nAda,ada@example.org\n');
        return HttpResponse.json({
          dry_run: dryRun === 'true',
          rows: 3,
          created: 1,
          known: 1,
          refused: 1,
          errors: [{ row: 4, field: 'email', message: 'must be an email address' }],
        });
      }),
    );
    const close = vi.fn();
    const user = userEvent.setup();
    show(<ImportDialog opened onClose={close} />);
    const input = document.querySelector<HTMLInputElement>('input[type=file]')!;
    await user.upload(input, new File(['name,email\nAda,ada@example.org\n'], 'clients.csv', { type: 'text/csv' }));
    expect(await screen.findByText('Row 4, email: must be an email address')).toBeVisible();
    expect(asked).toEqual(['true']);
    await user.click(screen.getByRole('button', { name: 'Add 1 client' }));
    await waitFor(() => {
      expect(close).toHaveBeenCalledOnce();
    });
    expect(asked).toEqual(['true', 'false']);
  });
});

describe('MergeDialog', () => {
  it('merges with whom one finds, and never with oneself', async () => {
    let sent: unknown;
    server.use(
      http.get(at('/api/customers'), () =>
        HttpResponse.json({ items: [ada, { ...ada, id: 'b', name: 'Ada L.', email: 'al@example.org' }], next_cursor: null }),
      ),
      http.post(at('/api/customers/a/merge'), async ({ request }) => {
        sent = await request.json();
        return HttpResponse.json(ada);
      }),
    );
    const close = vi.fn();
    const user = userEvent.setup();
    show(<MergeDialog customer={ada} opened onClose={close} />);
    const dialog = await screen.findByRole('dialog');
    await user.click(within(dialog).getByRole('combobox', { name: 'Other client' }));
    await user.click(await screen.findByRole('option', { name: 'Ada L. (al@example.org)' }));
    expect(screen.queryByRole('option', { name: /ada@example.org/ })).toBeNull();
    await user.click(within(dialog).getByRole('button', { name: 'Merge' }));
    await waitFor(() => {
      expect(close).toHaveBeenCalledOnce();
    });
    expect(sent).toEqual({ other_id: 'b' });
  });
});
