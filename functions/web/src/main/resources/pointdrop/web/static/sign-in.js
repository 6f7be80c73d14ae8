// The form that asks for a sign-in link, and waits until the link was opened in another tab.
import { call } from './api.js';
import { fill, focus } from './dom.js';
import { clearErrors, showErrors, showTrouble } from './errors.js';

const LOOK = 4000;

/// Shows the form.
///
/// @param signedIn whether a session is the one that is waited for
/// @param stop a signal that ends waiting
/// @returns a promise of the session; of nothing where it was stopped
export function signIn(place, { shop, email, stop, signedIn = () => true }) {
    return new Promise(resolve => {
        const wait = waiting(signedIn, resolve, stop);
        stop?.addEventListener('abort', () => resolve(undefined));
        form(place, { shop, email }, wait);
        wait();
    });
}

function form(place, { shop, email }, wait) {
    place.replaceChildren(fill('sign-in'));
    const element = place.querySelector('form');
    element.shop.value = shop ?? '';
    element.email.value = email?.includes('@') ? email : '';
    element.addEventListener('submit', async event => {
        event.preventDefault();
        clearErrors(element);
        const asked = { shop: element.shop.value.trim(), email: element.email.value.trim() };
        const missing = [
            !asked.shop && [element.shop, 'Enter the short name of your shop'],
            !asked.email.includes('@') && [element.email, 'Enter your e-mail address, such as name@example.com'],
        ].filter(Boolean);
        if (missing.length) return showErrors(element, missing);
        element.querySelector('button').disabled = true;
        try {
            await call('POST', '/sign-in', { body: asked, alone: true });
            sent(place, asked, wait);
        } catch (trouble) {
            showTrouble(element, trouble);
        } finally {
            element.querySelector('button').disabled = false;
        }
    });
}

function sent(place, asked, wait) {
    place.replaceChildren(fill('sign-in-sent', asked));
    place.querySelector('button').addEventListener('click', () => {
        form(place, asked, wait);
        focus(place.querySelector('input'));
    });
    focus(place.querySelector('h2'));
    wait(true);
}

/// Looks for the session when the tab comes to the front, and again and again once a mail was sent.
function waiting(signedIn, resolve, stop) {
    let timer;
    let sentOnce = false;
    const over = () => {
        document.removeEventListener('visibilitychange', look);
        removeEventListener('focus', look);
    };
    async function look() {
        clearTimeout(timer);
        if (stop?.aborted) return over();
        if (!document.hidden) {
            try {
                const { data } = await call('GET', '/session', { alone: true });
                if (signedIn(data)) {
                    over();
                    return resolve(data);
                }
            } catch {
                // Not yet.
            }
        }
        if (sentOnce) timer = setTimeout(look, LOOK);
    }
    document.addEventListener('visibilitychange', look);
    addEventListener('focus', look);
    return (sent = false) => {
        sentOnce ||= sent;
        if (sent) timer = setTimeout(look, LOOK);
    };
}
