package pointdrop.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Finds rows that a line break in a cell without quotes cut in two, so that they fail as one row. Read as two, the first would be applied
/// without the cells of the second.
public final class CutRow {
    private final int width;
    private final int email;

    /// @param header of the file
    public CutRow(List<String> header) {
        this.width = header.size();
        this.email = IntStream.range(0, width)
                .filter(i -> Field.EMAIL.matches(header.get(i)))
                .findFirst()
                .orElse(width);
    }

    /// @param next the cells of the next line
    /// @return the row with the line break in its cell; nothing where the next line may be a row of its own, or the two together are
    ///         not as wide as the header
    public Optional<List<String>> join(List<String> cells, List<String> next) {
        if (cells.size() >= width || cells.size() <= email || cells.size() + next.size() != width + 1
                || mayHaveAddress(next) || EmailAddress.parse(cells.get(email)).isEmpty()) {
            return Optional.empty();
        }
        List<String> whole = new ArrayList<>(cells);
        whole.set(cells.size() - 1, cells.getLast() + "\n" + next.getFirst());
        whole.addAll(next.subList(1, next.size()));
        return Optional.of(whole);
    }

    /// Also a row whose address is missing or wrong is a row.
    private boolean mayHaveAddress(List<String> cells) {
        return email < cells.size() && (cells.get(email).isBlank() || cells.get(email).indexOf('@') >= 0);
    }
}
