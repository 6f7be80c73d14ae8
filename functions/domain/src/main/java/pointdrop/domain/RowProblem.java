package pointdrop.domain;

/// A problem and the row it stands in, numbered as [Row#number].
public record RowProblem(int row, Problem problem) {}
