package pointdrop.emulators.memory;

/// Which item of a table.
///
/// @param sort empty in a table that has no sort key
public record ItemKey(String partition, String sort) {
    @Override
    public String toString() {
        return sort.isEmpty() ? partition : partition + "/" + sort;
    }
}
