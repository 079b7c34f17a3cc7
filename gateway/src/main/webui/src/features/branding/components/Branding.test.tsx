import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse } from 'msw';
import { describe, expect, it } from 'vitest';
import type { StudioBranding } from '@/lib/api/models';
import { show } from '@/testing/render';
import { at, http, problem, services } from '@/testing/server';
import { HostForm } from './HostForm';
import { LooksForm } from './LooksForm';
import { TextsForm } from './TextsForm';

const of: StudioBranding = {
  branding: {
    accent: { name: 'petrol', light: '#0F5E63', dark: '#6FD3CF' },
    font: 'newsreader',
    logo: null,
    dark_logo: null,
    footer: null,
    website: null,
    email: null,
    phone: null,
  },
  palette: [
    { name: 'petrol', light: '#0F5E63', dark: '#6FD3CF' },
    { name: 'wine', light: '#7A1F2B', dark: '#F0A0A5' },
  ],
  fonts: ['newsreader', 'jost'],
  editable: true,
};
const server = services();

describe('looks', () => {
  it('are chosen with the keyboard, seen at once, and saved', async () => {
    let saved: unknown;
    server.use(
      http.put(at('/api/studio/branding'), async ({ request }) => {
        saved = await request.json();
        return HttpResponse.json(of);
      }),
    );
    const user = userEvent.setup();
    show(<LooksForm of={of} studio="Studio Nord" />);
    const colours = screen.getByRole('radiogroup', { name: 'Colour' });
    expect(within(colours).getByRole('radio', { name: 'Petrol' })).toBeChecked();
    await user.click(within(colours).getByRole('radio', { name: 'Wine' }));
    const preview = screen.getByRole('region', { name: 'Preview' });
    expect(preview.querySelector('[data-scheme]')!.getAttribute('style')).toContain('#7A1F2B');
    await user.type(screen.getByLabelText('Line at the end of pages and mails'), 'Since 2009');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await expect.poll(() => saved).toMatchObject({ accent: 'wine', font: 'newsreader', footer: 'Since 2009', website: null });
  });

  it('say beside the field what is refused', async () => {
    server.use(
      http.put(at('/api/studio/branding'), () =>
        problem(400, 'validation', { errors: [{ field: 'website', message: 'must begin with https://' }] }),
      ),
    );
    const user = userEvent.setup();
    show(<LooksForm of={of} studio="Studio Nord" />);
    await user.type(screen.getByLabelText('Website'), 'https://x');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('must begin with https://')).toBeVisible();
  });

  it('are only seen by members', () => {
    show(<LooksForm of={{ ...of, editable: false }} studio="Studio Nord" />);
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
    expect(screen.getByRole('radio', { name: 'Wine' })).toBeDisabled();
  });
});

describe('texts', () => {
  it('are kept for each language', async () => {
    let saved: unknown;
    server.use(
      http.put(at('/api/studio/pages'), async ({ request }) => {
        saved = await request.json();
        return HttpResponse.json(saved as object);
      }),
    );
    const user = userEvent.setup();
    show(<TextsForm pages={{ en: null, de: null }} editable />);
    await user.type(screen.getByLabelText('About the studio'), 'Hello');
    await user.click(screen.getByText('German'));
    expect(screen.getByLabelText('About the studio')).toHaveValue('');
    await user.click(screen.getByRole('button', { name: 'Add a package' }));
    await user.type(screen.getByLabelText(/^Name/), 'Klein');
    await user.type(screen.getByLabelText(/^Price/), '900 €');
    await user.type(screen.getByLabelText(/one a line/), '50 Fotos\n\nAlbum');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await expect
      .poll(() => saved)
      .toEqual({
        en: { about: 'Hello', features: null, pricing: null, packages: [] },
        de: {
          about: null,
          features: null,
          pricing: null,
          packages: [{ name: 'Klein', price: '900 €', description: null, highlights: ['50 Fotos', 'Album'] }],
        },
      });
  });
});

describe('a host name', () => {
  it('says which records prove it', () => {
    show(
      <HostForm
        editable
        host={{
          host: 'photos.example.org',
          records: [{ type: 'TXT', name: '_vitrine.photos.example.org', value: 'vitrine-studio=1' }],
          verified_at: null,
        }}
      />,
    );
    expect(screen.getByText('_vitrine.photos.example.org')).toBeVisible();
    expect(screen.getByRole('button', { name: 'Check now' })).toBeVisible();
  });
});
