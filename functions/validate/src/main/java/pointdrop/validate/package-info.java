/// Checks an upload from its first byte to its last and deals its rows into chunks.
@org.jspecify.annotations.NullMarked
package pointdrop.validate;
