// Looking again at what changes by itself, without asking for what is known already.
import { call, Trouble } from './api.js';
import { say } from './dom.js';

const SOON = 2;
const SELDOM = 30;
const IMPATIENT = 2 * 60_000;

/// @param changed gets the entry, only when it is another than before
/// @param troubled gets an error, or nothing once the server answers again
/// @returns `look` for now; `expect` after a request whose effect is still to come
export function watch(path, { changed, troubled }) {
    let etag;
    let timer;
    let running;
    let failures = 0;
    let expectedUntil = 0;
    let gone = false;

    async function ask() {
        clearTimeout(timer);
        let wait;
        try {
            const answer = await call('GET', path, { headers: etag ? { 'If-None-Match': etag } : {} });
            wait = answer.wait;
            if (failures) troubled();
            failures = 0;
            if (answer.status === 200) {
                etag = answer.headers.get('ETag');
                changed(answer.data);
            }
        } catch (trouble) {
            failures++;
            gone = [401, 404].includes(trouble.status);
            troubled(trouble);
        }
        if (gone) return;
        const idle = Date.now() < expectedUntil ? SOON : SELDOM;
        timer = setTimeout(look, 1000 * (failures ? Math.min(SELDOM, SOON * 2 ** failures) : wait ?? idle));
    }

    function look() {
        if (document.hidden) return Promise.resolve();
        running ??= ask().finally(() => {
            running = undefined;
        });
        return running;
    }

    document.addEventListener('visibilitychange', look);
    return {
        look,
        expect() {
            expectedUntil = Date.now() + IMPATIENT;
            return look();
        },
        expects: () => Date.now() < expectedUntil,
        settled() {
            expectedUntil = 0;
        },
    };
}

/// Waits until an upload or a request for an export names its entry. What may pass, such as a broken connection, is waited out.
export async function entryOf(path) {
    for (;;) {
        let wait;
        try {
            const answer = await call('GET', path);
            if (answer.data.importId) return answer.data.importId;
            if (answer.data.state === 'expired') throw new Trouble(410, 'EXPIRED', 'The file did not arrive in time. Choose it again.');
            wait = answer.wait;
        } catch (trouble) {
            if (trouble.status >= 400 && trouble.status < 500 && trouble.status !== 429) throw trouble;
            say(trouble.message);
        }
        await new Promise(resolve => setTimeout(resolve, 1000 * (wait ?? SOON)));
    }
}
