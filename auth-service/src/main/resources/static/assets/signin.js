// Lets people look at the password they type; without scripts the button stays hidden.
for (const button of document.querySelectorAll('button.reveal')) {
    const input = document.getElementById(button.getAttribute('aria-controls'));
    const label = shown => button.setAttribute('aria-label', shown ? button.dataset.hide : button.dataset.show);
    label(false);
    button.hidden = false;
    button.addEventListener('click', () => {
        const shown = input.type === 'password';
        input.type = shown ? 'text' : 'password';
        button.setAttribute('aria-pressed', String(shown));
        label(shown);
        input.focus();
    });
    input.form.addEventListener('submit', () => { input.type = 'password'; });
}

// What has to be corrected, or where one is, may be out of sight.
document.querySelector('[aria-invalid="true"]')?.focus();
document.querySelector('.rail [aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });

// Times in the reader's zone; without scripts they stay in UTC.
const words = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium', timeStyle: 'short' });
for (const time of document.querySelectorAll('time[datetime]')) {
    time.textContent = words.format(new Date(time.dateTime));
}
