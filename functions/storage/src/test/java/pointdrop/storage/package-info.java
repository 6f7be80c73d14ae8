@org.jspecify.annotations.NullMarked
package pointdrop.storage;
