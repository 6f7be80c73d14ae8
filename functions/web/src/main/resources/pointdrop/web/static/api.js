// Calls of the API. Every error is a Trouble with a sentence for people.

export class Trouble extends Error {
    constructor(status, code, sentence) {
        super(sentence);
        this.status = status;
        this.code = code;
    }
}

let signInAgain;

/// @param again answers a promise of a new session; who gives up rejects it
export function onSessionOver(again) {
    signInAgain = again;
}

/// @param body sent as JSON
/// @returns status, data, `headers`, and `wait`: seconds after which to ask again, where the answer says that it will change
export async function call(method, path, { body, headers = {}, alone = false } = {}) {
    const response = await send(method, path, body, headers);
    if (response.status === 401 && !alone) {
        await signInAgain();
        return call(method, path, { body, headers, alone: true });
    }
    if (response.status >= 400) throw await trouble(response);
    const data = response.status === 200 || response.status === 201 || response.status === 202 ? parsed(await response.text()) : undefined;
    return { status: response.status, data, headers: response.headers, wait: Number(response.headers.get('Retry-After')) || undefined };
}

async function send(method, path, body, headers) {
    const changes = method !== 'GET';
    try {
        return await fetch(`/api/v1${path}`, {
            method,
            headers: { Accept: 'application/json', ...changes ? { 'Content-Type': 'application/json' } : {}, ...headers },
            body: body && JSON.stringify(body),
            cache: 'no-store',
        });
    } catch {
        throw new Trouble(0, 'NETWORK', 'The server cannot be reached. Check your connection, then try again.');
    }
}

/// Sums of points go beyond what a number of JavaScript holds.
function parsed(text) {
    return text && JSON.parse(text, (name, value, source) =>
        typeof value === 'number' && !Number.isSafeInteger(value) && /^-?\d+$/.test(source?.source) ? BigInt(source.source) : value);
}

const SENTENCES = {
    401: 'You are signed out. Sign in again, then try once more.',
    403: 'You may not do this. Load the page again; if that does not help, sign in again.',
    404: 'There is no such thing, or your address may not see it.',
    409: 'The import is in another state by now. Load the page again to see it.',
    413: 'The file is too large. Split it into several files.',
    429: 'Too many calls at once. Wait a minute, then try again.',
    503: 'The service is busy. Wait a minute, then try again.',
};

async function trouble(response) {
    let problem = {};
    try {
        problem = JSON.parse(await response.text());
    } catch {
        // A gateway in between answers in its own way.
    }
    const { status } = response;
    const sentence = status >= 500 && status !== 503
        ? `Something went wrong on our side, and nothing you entered is lost. Try again. If it happens again, tell us this number: ${problem.requestId ?? response.headers.get('apigw-requestid') ?? 'none'}.`
        : problem.detail ?? SENTENCES[status] ?? 'The request was not understood. Load the page again.';
    return new Trouble(status, problem.code, sentence);
}
