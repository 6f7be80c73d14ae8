package pointdrop.local;

import java.util.concurrent.CountDownLatch;
import pointdrop.emulators.memory.CallListener;
import pointdrop.emulators.memory.Calls.Call;
import pointdrop.emulators.memory.Killed;

/// Lets the update of one customer through, and nothing of the invocation live on after it. Updates of other customers, which
/// may come first, wait for it and are not sent.
final class OneWrite implements CallListener {
    private final String table;
    private final String email;
    private final CountDownLatch written = new CountDownLatch(1);

    /// @param table of the customers
    OneWrite(String table, String email) {
        this.table = table;
        this.email = email;
    }

    @Override
    public void before(Call call) {
        if (isWrite(call) && !isTheOne(call)) {
            awaitTheOne();
        }
        if (written.getCount() == 0) {
            throw new Killed();
        }
    }

    @Override
    public void after(Call call) {
        if (isTheOne(call)) {
            written.countDown();
            throw new Killed();
        }
    }

    private void awaitTheOne() {
        try {
            written.await();
        } catch (InterruptedException killed) {
            throw new Killed();
        }
    }

    private boolean isWrite(Call call) {
        return call.operation().equals("UpdateItem") && call.target().equals(table);
    }

    private boolean isTheOne(Call call) {
        return isWrite(call) && call.key().endsWith("/" + email);
    }
}
