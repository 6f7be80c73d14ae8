// The bytes on their way to S3.
import { Trouble } from './api.js';

const SMALL = 64 * 1024 * 1024;

/// The digest of a small file, as hexadecimal digits. Nothing where the browser has no means, as on plain http.
export async function sha256(file) {
    if (!crypto.subtle || file.size > SMALL) return undefined;
    try {
        const digest = await crypto.subtle.digest('SHA-256', await file.arrayBuffer());
        return Array.from(new Uint8Array(digest), byte => byte.toString(16).padStart(2, '0')).join('');
    } catch {
        throw new Trouble(0, 'UNREADABLE', `“${file.name}” cannot be read any more. Was it changed, moved or deleted? Choose it again.`);
    }
}

/// Only XMLHttpRequest tells how many bytes are sent.
///
/// @param place of the API: `url` and the `headers` that are signed
export function put(place, file, signal, progress) {
    return new Promise((resolve, reject) => {
        const request = new XMLHttpRequest();
        const fail = (code, sentence) => reject(new Trouble(request.status, code, sentence));
        request.open('PUT', place.url);
        for (const [name, value] of Object.entries(place.headers)) {
            if (name.toLowerCase() !== 'content-length' && name.toLowerCase() !== 'host') request.setRequestHeader(name, value);
        }
        request.upload.onprogress = event => progress(event.loaded);
        request.onload = () => {
            // 412: the file lies there already, and only the answer was lost.
            if (request.status < 300 || request.status === 412) resolve();
            else if (request.status === 409 || request.status >= 500) fail('BUSY', 'The storage did not take the file. Wait a moment, then try again.');
            else fail('REFUSED', 'The file did not arrive as it was chosen. If it was changed meanwhile, go back to the form and choose it again; else try again.');
        };
        request.onerror = () => fail('NETWORK', 'The connection broke. Check it, then try again. If the file was changed since you chose it, go back to the form and choose it again.');
        request.onabort = () => fail('STOPPED', 'The upload was cancelled.');
        signal.addEventListener('abort', () => request.abort());
        request.send(file);
    });
}
