/// Writes the customers of a shop, sorted by address, to a file that its owner can edit and drop in again.
@org.jspecify.annotations.NullMarked
package pointdrop.export;
