/// Validates an upload from its first byte to its last and deals its rows to chunks.
@org.jspecify.annotations.NullMarked
package pointdrop.validate;
