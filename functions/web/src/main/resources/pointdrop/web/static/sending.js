// Sending a file: what the page shows meanwhile, trying again, and waiting until it has become an import.
import { call } from './api.js';
import { focus, say } from './dom.js';
import { put, sha256 } from './transfer.js';
import { entryOf } from './watch.js';
import { bytes } from './words.js';

const MARGIN = 30_000;

export class Sending {
    constructor(form, api, shop) {
        this.form = form;
        this.api = api;
        this.shop = shop;
        this.part = id => document.getElementById(id);
        this.part('again').addEventListener('click', () => this.transfer());
        this.part('stop').addEventListener('click', () => this.stop());
    }

    /// Asks for a place, and sends the file there.
    async send(file, request) {
        this.file = file;
        this.request = request;
        this.stopper = new AbortController();
        const { signal } = this.stopper;
        this.open('Uploading', `“${file.name}”. Keep this tab open until the file is uploaded.`);
        await this.sign();
        if (!signal.aborted) await this.transfer();
    }

    async sign() {
        const { data } = await call('POST', `${this.api}/uploads`, { body: { ...this.request, sha256: await sha256(this.file) } });
        this.place = data;
    }

    /// Where the bytes arrived but not the answer, the same place refuses them a second time: so nothing is sent twice.
    async transfer() {
        try {
            this.open('Uploading', `“${this.file.name}”. Keep this tab open until the file is uploaded.`);
            this.stopper = new AbortController();
            const { signal } = this.stopper;
            if (!this.place || Date.parse(this.place.expiresAt) - MARGIN < Date.now()) await this.sign();
            if (signal.aborted) return undefined;
            addEventListener('beforeunload', warn);
            await put(this.place, this.file, signal, sent => this.progress(sent));
        } catch (trouble) {
            if (trouble.code === 'STOPPED') return undefined;
            if (trouble.code === 'REFUSED') this.place = undefined;
            return this.broken(trouble);
        } finally {
            removeEventListener('beforeunload', warn);
        }
        await this.follow(this.place.uploadId);
    }

    progress(sent) {
        const share = Math.floor(100 * sent / this.file.size);
        this.part('sending-bar').value = share;
        this.part('sending-bytes').textContent = `${bytes(sent)} of ${bytes(this.file.size)} (${share}%)`;
        say(`${share}% uploaded`);
    }

    /// Waits for the import that an upload becomes. The address of the page names the upload, so that it survives a reload.
    async follow(uploadId) {
        this.open('The file is uploaded', 'It is being read. You can close this tab: you get a mail when the preview is ready.');
        this.part('sending-actions').hidden = true;
        this.part('sending-bytes').textContent = '';
        this.part('sending-bar').removeAttribute('value');
        history.replaceState(null, '', `${location.pathname}?upload=${encodeURIComponent(uploadId)}`);
        try {
            location.replace(`/shops/${this.shop}/imports/${await entryOf(`${this.api}/uploads/${encodeURIComponent(uploadId)}`)}`);
        } catch (trouble) {
            this.lost(trouble);
        }
    }

    open(title, text) {
        this.form.hidden = true;
        this.part('sending').hidden = false;
        this.part('sending-bar').hidden = false;
        this.part('sending-actions').hidden = false;
        this.part('again').hidden = true;
        this.part('stop').textContent = 'Cancel the upload';
        this.part('sending-text').textContent = text;
        this.part('sending-text').removeAttribute('role');
        this.part('sending-title').textContent = title;
        focus(this.part('sending-title'));
    }

    broken(trouble) {
        this.part('sending-title').textContent = 'The file was not uploaded';
        this.part('sending-text').setAttribute('role', 'alert');
        this.part('sending-text').textContent = trouble.message;
        this.part('sending-bar').hidden = true;
        this.part('sending-bytes').textContent = '';
        this.part('again').hidden = false;
        this.part('stop').textContent = 'Back to the form';
        focus(this.part('sending-title'));
    }

    lost(trouble) {
        this.broken(trouble);
        this.part('again').hidden = true;
        history.replaceState(null, '', location.pathname);
        this.part('stop').onclick = () => location.reload();
    }

    stop() {
        this.stopper?.abort();
        this.back();
    }

    back() {
        this.part('sending').hidden = true;
        this.form.hidden = false;
        focus(document.querySelector('h1'));
    }
}

function warn(event) {
    event.preventDefault();
}
