/// Imports one chunk at a time; whoever closes the last one finishes the import.
@org.jspecify.annotations.NullMarked
package pointdrop.importer;
