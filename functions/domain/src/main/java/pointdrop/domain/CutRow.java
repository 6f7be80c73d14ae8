package pointdrop.domain;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Finds rows that a line break in a cell without quotes cut in two, so that they fail as one row. Read as two, the first would be applied
/// without the cells of the second.
public final class CutRow {
    private final int width;
    private final int email;
    private final Set<Integer> read;

    /// @param header of the file
    public CutRow(Action action, List<String> header) {
        this.width = header.size();
        this.email = IntStream.range(0, width)
                .filter(i -> Field.EMAIL.matches(header.get(i)))
                .findFirst()
                .orElse(width);
        this.read = IntStream.range(0, width)
                .filter(i -> action.columns().stream().anyMatch(field -> field.matches(header.get(i))))
                .boxed()
                .collect(toUnmodifiableSet());
    }

    /// @param next the cells of the next line
    /// @return the row, which fails: with the line break in its cell, or with a cell too many where the action does not read that cell;
    ///         nothing where the next line may be a row of its own, or the two together are not as wide as the header
    public Optional<List<String>> join(List<String> cells, List<String> next) {
        if (cells.size() >= width || cells.size() <= email || cells.size() + next.size() != width + 1
                || mayHaveAddress(next) || EmailAddress.parse(cells.get(email)).isEmpty()) {
            return Optional.empty();
        }
        List<String> whole = new ArrayList<>(cells);
        whole.addAll(next);
        if (read.contains(cells.size() - 1)) {
            String secondHalf = whole.remove(cells.size());
            whole.set(cells.size() - 1, cells.getLast() + "\n" + secondHalf);
        }
        return Optional.of(whole);
    }

    /// Also a row whose address is missing or wrong is a row.
    private boolean mayHaveAddress(List<String> cells) {
        return email < cells.size() && (cells.get(email).isBlank() || cells.get(email).indexOf('@') >= 0);
    }
}
