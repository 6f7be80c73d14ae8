/// Imports one chunk at a time; the delivery that closes the last one finishes the import. Closes what was given up.
@org.jspecify.annotations.NullMarked
package pointdrop.importer;
