package pointdrop.local;

import java.util.function.Consumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import pointdrop.storage.HistoryEntry;
import pointdrop.storage.Status;

/// Shows on the terminal how many rows of an import, its review or an undo are done.
final class RowsBar implements Consumer<HistoryEntry>, AutoCloseable {
    private final ProgressBar bar;

    RowsBar(String task) {
        this.bar = new ProgressBarBuilder().setTaskName(task).setUnit(" rows", 1).build();
    }

    @Override
    public void accept(HistoryEntry entry) {
        boolean reviewed = entry.status() == Status.REVIEWING || entry.status() == Status.READY;
        bar.maxHint(entry.rows());
        bar.stepTo(reviewed ? entry.review().projected().rows() : entry.counts().rows());
    }

    @Override
    public void close() {
        bar.close();
    }
}
