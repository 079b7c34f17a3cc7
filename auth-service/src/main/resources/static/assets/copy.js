// Copies what a button belongs to; without scripts the button stays hidden and the text can be selected.
for (const button of document.querySelectorAll('button.copy')) {
    const text = document.getElementById(button.getAttribute('aria-controls'));
    button.hidden = !navigator.clipboard;
    button.addEventListener('click', async () => {
        try {
            await navigator.clipboard.writeText(text.textContent);
            button.textContent = button.dataset.done;
        } catch {
            getSelection().selectAllChildren(text);
        }
    });
}
