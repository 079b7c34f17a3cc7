// Forms with data-passkey ask the authenticator before they are sent; without scripts or passkeys they stay hidden or disabled.
const toBytes = text => Uint8Array.from(atob(text.replace(/-/g, '+').replace(/_/g, '/')), c => c.charCodeAt(0));
const toText = buffer => buffer && btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '');
const descriptors = list => (list ?? []).map(each => ({ ...each, id: toBytes(each.id) }));

async function optionsFor(form) {
    const answer = await fetch(form.dataset.options, {
        method: 'POST',
        body: new URLSearchParams({ _csrf: form.elements._csrf.value }),
    });
    // Somewhere else first: to prove who one is, or to begin signing in again.
    if (answer.redirected || !answer.ok) {
        location.assign(answer.redirected ? answer.url : location.href);
        await new Promise(() => {});
    }
    const options = await answer.json();
    options.challenge = toBytes(options.challenge);
    return options;
}

async function create(form) {
    const options = await optionsFor(form);
    const made = await navigator.credentials.create({
        publicKey: {
            ...options,
            user: { ...options.user, id: toBytes(options.user.id) },
            excludeCredentials: descriptors(options.excludeCredentials),
        },
    });
    return {
        ...told(made),
        response: {
            attestationObject: toText(made.response.attestationObject),
            clientDataJSON: toText(made.response.clientDataJSON),
            transports: made.response.getTransports?.() ?? [],
        },
    };
}

async function get(form, how = {}) {
    const options = await optionsFor(form);
    const shown = await navigator.credentials.get({
        ...how,
        publicKey: { ...options, allowCredentials: descriptors(options.allowCredentials) },
    });
    return {
        ...told(shown),
        response: {
            authenticatorData: toText(shown.response.authenticatorData),
            clientDataJSON: toText(shown.response.clientDataJSON),
            signature: toText(shown.response.signature),
            userHandle: toText(shown.response.userHandle) ?? null,
        },
    };
}

const told = credential => ({
    id: credential.id,
    rawId: toText(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment ?? null,
    clientExtensionResults: credential.getClientExtensionResults(),
});

function send(form, credential) {
    form.elements.credential.value = JSON.stringify(credential);
    form.submit();
}

/** Passkeys among the suggestions for the user name, where the browser offers that. */
let suggesting;
async function suggest(form) {
    if (!(await PublicKeyCredential.isConditionalMediationAvailable?.())) {
        return;
    }
    suggesting = new AbortController();
    try {
        send(form, await get(form, { mediation: 'conditional', signal: suggesting.signal }));
    } catch {
        // Nothing was chosen: the form and the button are still there.
    }
}

if (window.PublicKeyCredential) {
    for (const form of document.querySelectorAll('form[data-passkey]')) {
        const button = form.querySelector('[data-needs-passkeys]');
        const refused = form.querySelector('[data-refused]');
        form.hidden = false;
        button.disabled = false;
        form.addEventListener('submit', async event => {
            event.preventDefault();
            suggesting?.abort();
            button.disabled = true;
            refused.hidden = true;
            try {
                send(form, await (form.dataset.passkey === 'create' ? create(form) : get(form)));
            } catch {
                refused.hidden = false;
                button.disabled = false;
            }
        });
        if ('suggest' in form.dataset) {
            suggest(form);
        }
    }
    document.querySelectorAll('[data-without-passkeys]').forEach(hint => { hint.hidden = true; });
}
