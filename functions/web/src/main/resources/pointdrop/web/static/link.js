// The page that a mail links to: ending the link.
const sure = document.getElementById('sure');
document.getElementById('revoke').addEventListener('click', () => {
    sure.returnValue = '';
    sure.showModal();
});
sure.addEventListener('close', async () => {
    if (sure.returnValue !== 'yes') return;
    const trouble = document.getElementById('trouble');
    trouble.textContent = '';
    try {
        const { status } = await fetch(location.pathname, { method: 'DELETE', headers: { 'Content-Type': 'application/json' } });
        if (status !== 204 && status !== 410) throw new Error(`status ${status}`);
        document.getElementById('offer').replaceChildren(document.getElementById('revoked').content.cloneNode(true));
        document.title = 'The link is revoked – Pointdrop';
        document.querySelector('h1').focus();
    } catch {
        trouble.textContent = 'The link could not be revoked. Check your connection, then try again.';
    }
});
