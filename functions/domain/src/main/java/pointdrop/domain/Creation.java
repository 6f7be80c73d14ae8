package pointdrop.domain;

/// How a customer came to be.
///
/// @param by id of the import that created the customer
/// @param untouched whether nothing has been written to the customer since
public record Creation(String by, boolean untouched) {}
