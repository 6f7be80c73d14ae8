// The page that asks for a file of all customers.
import { call } from './api.js';
import { fill, focus, page } from './dom.js';
import { clearErrors, showErrors, showTrouble } from './errors.js';
import { list } from './history.js';
import { entryOf } from './watch.js';

export async function exportsPage(context) {
    const { shop, session, api, query } = context;
    page(`Export customers – ${shop}`, fill('exports', { by: session.by }));
    const form = document.getElementById('export');
    let key;
    form.addEventListener('input', () => {
        key = undefined;
    });
    form.addEventListener('submit', async event => {
        event.preventDefault();
        clearErrors(form);
        if (!form.email.validity.valid) return showErrors(form, [[form.email, 'Enter an e-mail address, such as name@example.com, or leave it empty']]);
        const button = form.querySelector('button');
        button.disabled = true;
        try {
            // The same key when it is tried again after a lost answer: so one export is made.
            key ??= crypto.getRandomValues(new Uint32Array(4)).join('-');
            const body = { email: form.email.value.trim() || undefined, delimiter: form.delimiter.value };
            const { data } = await call('POST', `${api}/exports`, { body, headers: { 'Idempotency-Key': key } });
            history.replaceState(null, '', `${location.pathname}?request=${data.requestId}`);
            focus(asked().querySelector('h2'));
            await follow(context, data.requestId);
        } catch (trouble) {
            asked(false);
            showTrouble(form, trouble, { RECIPIENT_NOT_ALLOWED: form.email });
        } finally {
            button.disabled = false;
        }
    });
    if (query.get('request')) {
        asked();
        follow(context, query.get('request')).catch(trouble => {
            asked(false);
            showTrouble(form, trouble);
        });
    }
    await list(context, entry => entry.kind === 'export');
}

function asked(is = true) {
    document.getElementById('export').hidden = is;
    const part = document.getElementById('asked');
    part.hidden = !is;
    return part;
}

async function follow({ shop, api }, requestId) {
    location.replace(`/shops/${shop}/imports/${await entryOf(`${api}/exports/${encodeURIComponent(requestId)}`)}`);
}
