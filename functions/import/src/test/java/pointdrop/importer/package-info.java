@org.jspecify.annotations.NullMarked
package pointdrop.importer;
