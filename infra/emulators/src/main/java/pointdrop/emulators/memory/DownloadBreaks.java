package pointdrop.emulators.memory;

/// Decides which downloads break.
@FunctionalInterface
public interface DownloadBreaks {
    DownloadBreaks NEVER = (_, length) -> length;

    /// Asked once for each answered GetObject.
    ///
    /// @param length bytes of the download
    /// @return after how many of them it breaks; `length` or more for never, since the last byte ends it
    long after(Calls.Call call, long length);
}
