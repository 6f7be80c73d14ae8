// The session: what is known of it, its end, and signing in again without losing what was entered.
import { call, onSessionOver, Trouble } from './api.js';
import { fill, make } from './dom.js';
import { signIn } from './sign-in.js';
import { timeText } from './words.js';

const WARNING = 5 * 60_000;
let session;
let renewal;
let warning;

/// The session, or undefined where nobody is signed in.
export async function currentSession() {
    try {
        const { data } = await call('GET', '/session', { alone: true });
        begin(data);
        return data;
    } catch (trouble) {
        if (trouble.status === 401) return undefined;
        throw trouble;
    }
}

function begin(data) {
    session = data;
    clearTimeout(warning);
    banner().hidden = true;
    warning = setTimeout(warn, Math.max(0, Date.parse(data.expiresAt) - WARNING - Date.now()));
}

const banner = () => document.getElementById('banner');

function warn() {
    if (Date.parse(session.expiresAt) <= Date.now()) return;
    banner().replaceChildren(fill('session-ends', { time: timeText(session.expiresAt) }));
    banner().querySelector('button').addEventListener('click', () => renew(
            'Sign in again', 'What you have entered stays. Your session goes on once the new link is opened.').catch(() => {}));
    banner().hidden = false;
    document.getElementById('live').textContent = banner().textContent;
}

/// One dialog, however many calls found the session over.
function renew(title, text) {
    renewal ??= ask(title, text).finally(() => {
        renewal = undefined;
    });
    return renewal;
}

async function ask(title, text) {
    document.body.append(fill('session-over', { title, text }));
    const dialog = document.body.lastElementChild;
    const before = session?.expiresAt;
    const over = new AbortController();
    dialog.addEventListener('close', () => over.abort());
    dialog.querySelector('[data-do=later]').addEventListener('click', () => dialog.close());
    dialog.showModal();
    const renewed = await signIn(dialog.querySelector('#sign-in'), {
        shop: shopOfPage(), email: session?.by, stop: over.signal,
        signedIn: data => data.expiresAt !== before,
    });
    dialog.close();
    dialog.remove();
    if (!renewed) throw new Trouble(401, 'UNAUTHORIZED', 'You are signed out. Sign in again to go on; what you have entered is still here.');
    begin(renewed);
}

export const shopOfPage = () => location.pathname.split('/')[2] ?? new URLSearchParams(location.search).get('shop') ?? '';

export async function signOut() {
    try {
        await call('DELETE', '/session', { alone: true });
    } catch (trouble) {
        if (trouble.status !== 401) throw trouble;
    }
    location.assign('/');
}

onSessionOver(() => renew('Your session has ended',
        'Sign in again to go on. What you have entered or chosen on this page stays.'));
